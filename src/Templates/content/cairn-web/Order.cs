using System.Text.Json.Serialization;

namespace Company.CairnWeb;

/// <summary>What a customer orders. Without one of these, the answer is 400.</summary>
public sealed record Order(
    [property: JsonRequired] string Id, [property: JsonRequired] string Item, [property: JsonRequired] decimal Price);
