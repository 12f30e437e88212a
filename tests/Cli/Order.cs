using System.Text.Json.Serialization;

namespace Cairn.Tests.Cli;

/// <summary>What an order is made of.</summary>
public sealed record Order(
    [property: JsonPropertyName("customer")] string Customer, [property: JsonPropertyName("amount")] int Amount);
