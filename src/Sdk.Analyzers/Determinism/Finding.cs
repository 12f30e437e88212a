using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>A place in code that does what workflow code must not do.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="What">What is there, such as <c>DateTime.UtcNow</c>.</param>
/// <param name="Instead">What to use instead, for the message.</param>
/// <param name="Location">Where; null if it is in another assembly.</param>
internal sealed record Finding(Rule Rule, string What, string Instead, Location? Location)
{
    /// <summary>How grave it is; null means as grave as the rule.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>Whether only the value is wrong: a call is right where its result does not matter.</summary>
    public bool IsValue { get; init; }

    /// <summary>Whether it is in a lambda that a field or a property keeps.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>For the code fix: the name of what to change, as the API's table writes it.</summary>
    public string? Fix { get; init; }
}
