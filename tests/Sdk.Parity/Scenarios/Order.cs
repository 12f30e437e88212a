namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>A value that is no simple one.</summary>
/// <param name="Name">A text.</param>
/// <param name="Price">A number.</param>
/// <param name="Placed">A time; null for none.</param>
public sealed record Order(string Name, int Price, DateTime? Placed);
