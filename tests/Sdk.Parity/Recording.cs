namespace Cairn.Tests.Sdk.Parity;

/// <summary>What a play left behind.</summary>
/// <param name="Facts">What the client noted.</param>
/// <param name="Histories">The runs, each with its workflow id and its history as protobuf.</param>
public sealed record Recording(
    IReadOnlyList<string> Facts, IReadOnlyList<(string Id, byte[] History)> Histories);
