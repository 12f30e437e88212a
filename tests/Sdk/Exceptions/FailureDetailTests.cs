using System.Text.Json;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Exceptions;

public class FailureDetailTests
{
    [Fact]
    public void A_detail_of_the_wrong_type_is_named()
    {
        var converter = DataConverter.Default.PayloadConverter;
        var details = new InboundFailureDetails(converter, [converter.ToPayload(1), converter.ToPayload("words")]);

        Assert.Equal(1, details.ElementAt<int>(0));
        var error = Assert.Throws<InvalidCastException>(() => details.ElementAt<int>(1));
        Assert.StartsWith(
            "The detail of the failure at place 1 is no System.Int32: ", error.Message, StringComparison.Ordinal);
        Assert.IsType<JsonException>(error.InnerException);
    }
}
