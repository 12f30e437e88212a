using System.Globalization;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Converters;

public class TransferTypeTests
{
    private static readonly IPayloadConverter Converter =
        TransferTypeConverter.In(DataConverter.Default).PayloadConverter;

    [Fact]
    public void A_marked_type_is_sent_as_its_transfer_type()
    {
        var payload = Converter.ToPayload(new Money(5, "EUR"));
        Assert.Equal("\"5 EUR\"", payload.Data.ToStringUtf8());
        Assert.Equal(new Money(5, "EUR"), Converter.ToValue<Money>(payload));
    }

    [Fact]
    public void A_generic_converter_gets_the_type_arguments_of_the_marked_type()
    {
        var payload = Converter.ToPayload(new Box<int>(7));
        Assert.Equal("[7]", payload.Data.ToStringUtf8());
        Assert.Equal(7, Converter.ToValue<Box<int>>(payload).Content);
    }

    [Fact]
    public void A_derived_type_is_not_marked()
    {
        var payload = Converter.ToPayload(new Derived(5, "EUR", "tip"));
        Assert.Contains("tip", payload.Data.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_types_and_null_pass_unchanged()
    {
        Assert.Equal("\"x\"", Converter.ToPayload("x").Data.ToStringUtf8());
        Assert.Null(Converter.ToValue<string?>(Converter.ToPayload(null)));
    }

    [Theory]
    [InlineData(typeof(NoConverter))]
    [InlineData(typeof(AbstractConverter))]
    [InlineData(typeof(NoConstructor))]
    [InlineData(typeof(WrongArity<int>))]
    [InlineData(typeof(WithoutType))]
    public void A_converter_that_cannot_be_used_is_named(Type type)
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => Converter.ToValue(Converter.ToPayload("x"), type));
        Assert.Contains(type.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_converter_whose_constructor_throws_is_named_with_what_it_threw()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Converter.ToPayload(new Broken()));
        Assert.Equal(
            $"The constructor of the transfer type converter {typeof(Throws)} of {typeof(Broken)} threw a "
            + "InvalidTimeZoneException: no key",
            error.Message);
        Assert.IsType<InvalidTimeZoneException>(error.InnerException);
    }

    [Fact]
    public async Task A_client_sends_marked_types_so_whatever_its_converter()
    {
        var server = new FakeWorkflowService();
        var client = new CairnClient(new CairnConnection(server));
        await client.StartWorkflowAsync("Pay", [new Money(5, "EUR")], new("w", "q"));
        var request = await server.NextAsync<Api.WorkflowService.V1.StartWorkflowExecutionRequest>();
        Assert.Equal("\"5 EUR\"", request.Input.Payloads_[0].Data.ToStringUtf8());
    }

    [Fact]
    public void A_converter_is_wrapped_once()
    {
        var wrapped = TransferTypeConverter.In(DataConverter.Default);
        Assert.Same(wrapped, TransferTypeConverter.In(wrapped));
    }

    [Fact]
    public void A_validation_error_is_not_retried_and_has_its_details()
    {
        var error = PayloadValidationError.CreateException("too small");
        Assert.Equal(("PayloadValidationError", true), (error.ErrorType, error.NonRetryable));
        Assert.Equal("too small", error.Details.ElementAt<string>(0));
        Assert.Empty(((OutboundFailureDetails)PayloadValidationError.CreateException(null).Details).Details!);
    }

    [CairnTransferTypeConverter(typeof(AsText))]
    private record Money(int Amount, string Currency);

    private sealed record Derived(int Amount, string Currency, string Tip) : Money(Amount, Currency);

    private sealed class AsText : ICairnTransferTypeConverter
    {
        public Type TransferType => typeof(string);

        public object? ToTransferType(object? value) =>
            value is Money money ? $"{money.Amount} {money.Currency}" : null;

        public object? FromTransferType(object? transferType) => transferType is string text
            ? new Money(int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture), text.Split(' ')[1])
            : null;
    }

    [CairnTransferTypeConverter(typeof(AsList<>))]
    private sealed record Box<T>(T Content);

    private sealed class AsList<T> : ICairnTransferTypeConverter
    {
        public Type TransferType => typeof(T[]);

        public object? ToTransferType(object? value) => new[] { ((Box<T>)value!).Content };

        public object? FromTransferType(object? transferType) => new Box<T>(((T[])transferType!)[0]);
    }

    [CairnTransferTypeConverter(typeof(string))]
    private sealed class NoConverter;

    [CairnTransferTypeConverter(typeof(Throws))]
    private sealed class Broken;

    private sealed class Throws : ICairnTransferTypeConverter
    {
        public Throws() => throw new InvalidTimeZoneException("no key");

        public Type TransferType => typeof(string);

        public object? ToTransferType(object? value) => null;

        public object? FromTransferType(object? transferType) => null;
    }

    [CairnTransferTypeConverter(typeof(Base))]
    private sealed class AbstractConverter;

    [CairnTransferTypeConverter(typeof(Given))]
    private sealed class NoConstructor;

    [CairnTransferTypeConverter(typeof(Dictionary<,>))]
    private sealed record WrongArity<T>(T Content);

    [CairnTransferTypeConverter(typeof(Typeless))]
    private sealed class WithoutType;

    private abstract class Base : ICairnTransferTypeConverter
    {
        public virtual Type TransferType => typeof(string);

        public object? ToTransferType(object? value) => value;

        public object? FromTransferType(object? transferType) => transferType;
    }

    private sealed class Given(string name) : Base
    {
        public string Name => name;
    }

    private sealed class Typeless : Base
    {
        public override Type TransferType => null!;
    }
}
