using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers;

/// <summary>One rule: what the compiler says, how grave it is, and whether it holds for helpers as well.</summary>
internal sealed class Rule
{
    private Rule(DiagnosticDescriptor descriptor, bool isTransitive)
    {
        Descriptor = descriptor;
        IsTransitive = isTransitive;
    }

    /// <summary>The rule as the compiler knows it.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>Whether code that workflow code calls must obey it too.</summary>
    public bool IsTransitive { get; }

    /// <summary>A rule for workflow code and all that it calls.</summary>
    /// <param name="id">CAIRN and four digits; docs/rules has a page of that name.</param>
    /// <param name="title">What is wrong, without names.</param>
    /// <param name="message">
    /// What is wrong. {0} is the forbidden code, or the chain of calls that leads to it; {1} what to use instead.
    /// </param>
    /// <param name="severity">Error if a replay breaks or the code cannot work; warning for likely mistakes.</param>
    public static Rule Transitive(string id, string title, string message, DiagnosticSeverity severity) =>
        new(Describe(id, title, message, severity, isEnabled: true), isTransitive: true);

    /// <summary>A rule for workflow code itself.</summary>
    /// <inheritdoc cref="Transitive"/>
    public static Rule Direct(string id, string title, string message, DiagnosticSeverity severity) =>
        new(Describe(id, title, message, severity, isEnabled: true), isTransitive: false);

    private static DiagnosticDescriptor Describe(
        string id, string title, string message, DiagnosticSeverity severity, bool isEnabled) => new(
        id,
        title,
        $"{message}. Run 'cairn explain {id}' for more.",
        "Cairn",
        severity,
        isEnabled,
        description: $"'cairn explain {id}' prints what the rule means and what to do. The package Cairn.Sdk has the "
            + $"same page: docs/rules/{id}.md.");
}
