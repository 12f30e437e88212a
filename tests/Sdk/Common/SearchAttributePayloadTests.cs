using Cairn.Common;

namespace Cairn.Tests.Sdk.Common;

public class SearchAttributePayloadTests
{
    [Fact]
    public void An_attribute_without_a_value_is_nothing_of_its_type()
    {
        var payload = SearchAttributePayloads.ToPayload(SearchAttributeKey.CreateLong("n"), null);
        Assert.Equal("binary/null", payload.Metadata["encoding"].ToStringUtf8());
        Assert.Equal("Int", payload.Metadata["type"].ToStringUtf8());
        Assert.Empty(payload.Data);
        Assert.Null(SearchAttributePayloads.Read("n", payload));
    }

    [Theory]
    [InlineData(0, "\"2030-01-02T03:04:05+05:00\"")]
    [InlineData(1_234_567, "\"2030-01-02T03:04:05.1234567+05:00\"")]
    public void A_moment_is_written_with_its_offset_and_no_more_digits_than_it_has(long ticks, string text)
    {
        var moment = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(5)).AddTicks(ticks);
        var payload = SearchAttributePayloads.ToPayload(SearchAttributeKey.CreateDateTimeOffset("at"), moment);
        Assert.Equal(text, payload.Data.ToStringUtf8().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal("json/plain", payload.Metadata["encoding"].ToStringUtf8());
        Assert.Equal("Datetime", payload.Metadata["type"].ToStringUtf8());
    }
}
