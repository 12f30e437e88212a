namespace Cairn.Tests.Sdk.Parity;

/// <summary>Which SDK the client and the worker have.</summary>
/// <param name="IsOfficialClient">Whether the client has Temporal's.</param>
/// <param name="IsOfficialWorker">Whether the worker has Temporal's.</param>
public readonly record struct Combination(bool IsOfficialClient, bool IsOfficialWorker)
{
    /// <summary>Temporal's SDK on both sides: what the others are compared with.</summary>
    public static Combination Official { get; } = new(true, true);

    /// <summary>Cairn's SDK on both sides.</summary>
    public static Combination Cairn { get; } = new(false, false);

    /// <summary>Every one.</summary>
    public static IReadOnlyList<Combination> All { get; } = [Official, Cairn, new(false, true), new(true, false)];

    public override string ToString() => $"{Name(IsOfficialClient)} client, {Name(IsOfficialWorker)} worker";

    private static string Name(bool isOfficial) => isOfficial ? "official" : "Cairn's";
}
