using System.Text.Json;
using Cairn.Converters;

namespace Cairn.Tests.Sdk.Converters;

public class JsonCommonTypeTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { JsonCommonTypeConverter.Instance } };

    private static readonly string[] Words = ["x", "y"];

    [Fact]
    public void JSON_of_an_unknown_type_becomes_common_types()
    {
        const string Json =
            """{"text":"x","whole":5,"large":1e30,"half":0.5,"yes":true,"no":false,"none":null,"list":[1,{"a":2}]}""";
        var read = Assert.IsType<Dictionary<string, object?>>(JsonSerializer.Deserialize<object?>(Json, Options));
        Assert.Equal("x", read["text"]);
        Assert.Equal(5L, read["whole"]);
        Assert.Equal(1e30, read["large"]);
        Assert.Equal(0.5, read["half"]);
        Assert.Equal(true, read["yes"]);
        Assert.Equal(false, read["no"]);
        Assert.Null(read["none"]);
        var list = Assert.IsType<List<object?>>(read["list"]);
        Assert.Equal(1L, list[0]);
        Assert.Equal(2L, Assert.IsType<Dictionary<string, object?>>(list[1])["a"]);
    }

    [Fact]
    public void A_value_is_written_as_what_it_is()
    {
        Assert.Equal("[\"x\",\"y\"]", JsonSerializer.Serialize<object?>(Words, Options));
        Assert.Equal("null", JsonSerializer.Serialize<object?>(null, Options));
        Assert.Equal("{}", JsonSerializer.Serialize(new object(), Options));
    }

    [Fact]
    public void A_payload_converter_may_use_it()
    {
        var converter = new DefaultPayloadConverter(Options);
        Assert.Equal(5L, converter.ToValue<object>(converter.ToPayload(5)));
    }
}
