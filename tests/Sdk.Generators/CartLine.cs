namespace Cairn.Tests.Sdk.Generators;

public record CartLine(string Sku, int Count = 1);
