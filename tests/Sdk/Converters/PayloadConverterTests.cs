using System.Text.Json;
using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Converters;

public class PayloadConverterTests
{
    private static readonly IPayloadConverter Converter = DataConverter.Default.PayloadConverter;

    private sealed record Money(decimal Amount, string Currency);

    [Fact]
    public void Null_is_binary_null_and_comes_back_as_null()
    {
        var payload = Converter.ToPayload(null);
        Assert.Equal("binary/null", Encoding(payload));
        Assert.Empty(payload.Data);
        Assert.Null(Converter.ToValue<string?>(payload));
        Assert.Null(Converter.ToValue<int?>(payload));
    }

    [Fact]
    public void Null_cannot_become_a_number()
    {
        var error = Assert.Throws<ArgumentException>(() => Converter.ToValue<int>(Converter.ToPayload(null)));
        Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_are_kept_as_they_are_and_are_copied()
    {
        byte[] bytes = [1, 2, 3];
        var payload = Converter.ToPayload(bytes);
        bytes[0] = 9;
        Assert.Equal("binary/plain", Encoding(payload));
        Assert.Equal([1, 2, 3], Converter.ToValue<byte[]>(payload));
    }

    [Fact]
    public void Objects_are_JSON_with_the_names_that_they_have_in_code()
    {
        var payload = Converter.ToPayload(new Money(49.90m, "EUR"));
        Assert.Equal("json/plain", Encoding(payload));
        Assert.Equal("""{"Amount":49.90,"Currency":"EUR"}""", payload.Data.ToStringUtf8());
        Assert.Equal(new Money(49.90m, "EUR"), Converter.ToValue<Money>(payload));
    }

    [Fact]
    public void The_empty_object_that_other_workers_send_for_nothing_can_be_read()
    {
        var payload = Converter.ToPayload(new Dictionary<string, int>());
        Assert.Equal("{}", payload.Data.ToStringUtf8());
        Assert.Equal(JsonValueKind.Object, Assert.IsType<JsonElement>(Converter.ToValue<object>(payload)).ValueKind);
    }

    [Fact]
    public void Messages_are_protobuf_JSON_and_say_their_type()
    {
        var payload = Converter.ToPayload(new WorkflowType { Name = "Order" });
        Assert.Equal("json/protobuf", Encoding(payload));
        Assert.Equal("temporal.api.common.v1.WorkflowType", payload.Metadata["messageType"].ToStringUtf8());
        Assert.Equal("Order", Converter.ToValue<WorkflowType>(payload).Name);
    }

    [Fact]
    public void Messages_in_wire_format_can_be_read()
    {
        var message = new GetSystemInfoResponse { ServerVersion = "1" };
        Assert.True(new BinaryProtoConverter().TryToPayload(message, out var p));
        Assert.Equal("binary/protobuf", Encoding(p!));
        Assert.Equal("1", Converter.ToValue<GetSystemInfoResponse>(p!).ServerVersion);
    }

    [Fact]
    public void A_message_cannot_become_what_is_no_message() =>
        Assert.Throws<ArgumentException>(() => Converter.ToValue<Money>(Converter.ToPayload(new WorkflowType())));

    [Fact]
    public void An_unknown_encoding_is_named_together_with_the_known_ones()
    {
        var payload = new Payload { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("binary/encrypted") } };
        var error = Assert.Throws<ArgumentException>(() => Converter.ToValue<string>(payload));
        Assert.Contains("'binary/encrypted'", error.Message, StringComparison.Ordinal);
        Assert.Contains("json/plain", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_without_an_encoding_is_refused() =>
        Assert.Throws<ArgumentException>(() => Converter.ToValue<string>(new Payload()));

    [Fact]
    public void A_raw_value_passes_through_in_both_directions()
    {
        var payload = new Payload { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("own") } };
        Assert.Same(payload, Converter.ToPayload(new RawValue(payload)));
        Assert.Same(payload, Converter.ToValue<IRawValue>(payload).Payload);
    }

    [Fact]
    public void JSON_follows_the_options_that_are_given()
    {
        var camel = new DefaultPayloadConverter(
            new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase });
        Assert.Equal("""{"amount":1,"currency":"EUR"}""", camel.ToPayload(new Money(1, "EUR")).Data.ToStringUtf8());
    }

    private static string Encoding(Payload payload) => payload.Metadata["encoding"].ToStringUtf8();
}
