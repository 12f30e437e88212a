namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>What the body of a start holds.</summary>
public sealed record Order(string Id, int Amount);
