using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Converters;

public class PayloadCodecTests
{
    private static readonly DataConverter Data = DataConverter.Default with { PayloadCodec = new ReversingCodec() };

    [Fact]
    public async Task Values_are_encoded_on_their_way_out_and_decoded_on_their_way_in()
    {
        var payload = await Data.ToPayloadAsync("order-1001");
        Assert.True(ReversingCodec.Made(payload));
        Assert.Equal("order-1001", await Data.ToValueAsync<string>(payload));
        Assert.Equal(7, await Data.ToSingleValueAsync<int>(await Data.ToPayloadsAsync([7])));
    }

    [Fact]
    public async Task Every_payload_of_a_failure_is_encoded_also_in_its_causes()
    {
        var inner = new ApplicationFailureException("inner", details: ["secret"]);
        var failure = await Data.ToFailureAsync(new ApplicationFailureException("outer", inner, details: ["secret"]));
        Assert.True(ReversingCodec.Made(failure.ApplicationFailureInfo.Details.Payloads_[0]));
        Assert.True(ReversingCodec.Made(failure.Cause.ApplicationFailureInfo.Details.Payloads_[0]));
        var back = Assert.IsType<ApplicationFailureException>(await Data.ToExceptionAsync(failure));
        var cause = Assert.IsType<ApplicationFailureException>(back.InnerException);
        Assert.Equal("secret", cause.Details.ElementAt<string>(0));
    }

    [Fact]
    public async Task Lists_maps_and_single_payloads_are_found_but_search_attributes_are_left_alone()
    {
        var plain = new Payload();
        var request = new StartWorkflowExecutionRequest
        {
            Input = new() { Payloads_ = { plain.Clone() } },
            Memo = new() { Fields = { ["note"] = plain.Clone() } },
            UserMetadata = new() { Summary = plain.Clone() },
            SearchAttributes = new() { IndexedFields = { ["City"] = plain.Clone() } },
        };
        var before = request.Clone();
        var encoded = await Data.PayloadCodec.EncodedAsync(request);
        Assert.True(ReversingCodec.Made(encoded.Input.Payloads_[0]));
        Assert.True(ReversingCodec.Made(encoded.Memo.Fields["note"]));
        Assert.True(ReversingCodec.Made(encoded.UserMetadata.Summary));
        Assert.Equal(plain, encoded.SearchAttributes.IndexedFields["City"]);
        Assert.Equal(before, request);
        Assert.Equal(before, await Data.PayloadCodec.DecodedAsync(encoded));
    }

    [Fact]
    public async Task Without_a_codec_the_message_itself_is_used()
    {
        var request = new StartWorkflowExecutionRequest();
        Assert.Same(request, await DataConverter.Default.PayloadCodec.EncodedAsync(request));
    }
}
