using System.Text.Json;
using Cairn.Api.Common.V1;
using Cairn.Converters;

namespace Cairn.Tests.Sdk.Converters;

public class SerializationContextTests
{
    private static readonly ISerializationContext Context = new ISerializationContext.Workflow("shop", "order");

    [Fact]
    public void A_converter_without_parts_that_depend_on_the_context_stays_the_same()
    {
        Assert.Same(DataConverter.Default, DataConverter.Default.WithSerializationContext(Context));
        var codec = DataConverter.Default with { PayloadCodec = new ReversingCodec() };
        Assert.Same(codec, codec.WithSerializationContext(Context));
    }

    [Fact]
    public void Every_part_that_depends_on_the_context_gets_it()
    {
        var converter = new DataConverter(new Payloads(), new Failures(), new Codec());
        var made = converter.WithSerializationContext(Context);
        Assert.Equal(Context, Assert.IsType<Payloads>(made.PayloadConverter).Given);
        Assert.Equal(Context, Assert.IsType<Failures>(made.FailureConverter).Given);
        Assert.Equal(Context, Assert.IsType<Codec>(made.PayloadCodec).Given);
    }

    [Fact]
    public void A_derived_converter_keeps_its_type_and_its_members()
    {
        var made = new Derived("mine", new Codec()).WithSerializationContext(Context);
        Assert.Equal("mine", Assert.IsType<Derived>(made).Name);
    }

    [Fact]
    public void The_default_payload_converter_hands_the_context_to_its_encodings()
    {
        var converter = new MyConverter(new BinaryNullConverter(), new MyEncoding(null)) { Name = "mine" };
        var made = Assert.IsType<MyConverter>(converter.WithSerializationContext(Context));
        Assert.Equal("mine", made.Name);
        Assert.Equal("\"order\"", made.ToPayload("x").Data.ToStringUtf8());
        Assert.Equal("\"none\"", converter.ToPayload("x").Data.ToStringUtf8());
        Assert.Equal("order", made.ToValue(made.ToPayload("x"), typeof(string)));
    }

    [Fact]
    public void An_encoding_that_gives_the_same_for_a_context_changes_nothing()
    {
        var converter = new DefaultPayloadConverter(new Indifferent());
        Assert.Same(converter, converter.WithSerializationContext(Context));
        Assert.Same(
            DataConverter.Default.PayloadConverter,
            ((DefaultPayloadConverter)DataConverter.Default.PayloadConverter).WithSerializationContext(Context));
    }

    [Fact]
    public void A_part_that_returns_null_is_named()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => (DataConverter.Default with { PayloadCodec = new Nothing() }).WithSerializationContext(Context));
        Assert.Contains(nameof(Nothing), error.Message, StringComparison.Ordinal);
    }

    private sealed record Derived(string Name, IPayloadCodec Own)
        : DataConverter(new DefaultPayloadConverter(), new DefaultFailureConverter(), Own);

    private sealed class MyConverter(params IEncodingConverter[] encodings) : DefaultPayloadConverter(encodings)
    {
        public required string Name { get; init; }
    }

    private sealed class MyEncoding(ISerializationContext? context)
        : JsonPlainConverter(new JsonSerializerOptions()), IWithSerializationContext<IEncodingConverter>
    {
        public IEncodingConverter WithSerializationContext(ISerializationContext other) => new MyEncoding(other);

        public override bool TryToPayload(object? value, out Payload? payload) => base.TryToPayload(
            (context as ISerializationContext.IHasWorkflow)?.WorkflowId ?? "none", out payload);
    }

    private sealed class Indifferent
        : JsonPlainConverter, IWithSerializationContext<IEncodingConverter>
    {
        public Indifferent()
            : base(new JsonSerializerOptions())
        {
        }

        public IEncodingConverter WithSerializationContext(ISerializationContext context) => this;
    }

    private sealed class Payloads : DefaultPayloadConverter
    {
        public ISerializationContext? Given { get; private init; }

        public override IPayloadConverter WithSerializationContext(ISerializationContext context) =>
            new Payloads { Given = context };
    }

    private sealed class Failures : DefaultFailureConverter, IWithSerializationContext<IFailureConverter>
    {
        public ISerializationContext? Given { get; private init; }

        public IFailureConverter WithSerializationContext(ISerializationContext context) =>
            new Failures { Given = context };
    }

    private class Codec : IPayloadCodec, IWithSerializationContext<IPayloadCodec>
    {
        public ISerializationContext? Given { get; private init; }

        public virtual IPayloadCodec WithSerializationContext(ISerializationContext context) =>
            new Codec { Given = context };

        public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
            Task.FromResult(payloads);

        public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
            Task.FromResult(payloads);
    }

    private sealed class Nothing : Codec
    {
        public override IPayloadCodec WithSerializationContext(ISerializationContext context) => null!;
    }
}
