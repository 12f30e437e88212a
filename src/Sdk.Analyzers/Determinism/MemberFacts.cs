namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>What the code of one member does itself, and what it calls.</summary>
internal sealed record MemberFacts(IReadOnlyList<Finding> Findings, IReadOnlyList<Call> Calls)
{
    /// <summary>Code that does nothing that matters.</summary>
    public static readonly MemberFacts None = new([], []);
}
