using System.Collections.Immutable;
using System.Composition;
using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Offers the changes of <see cref="Fixes"/> for what the analyzer of determinism finds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DeterminismCodeFix : TableCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [.. new DeterminismAnalyzer().SupportedDiagnostics.Select(each => each.Id)];

    private protected override IEnumerable<Fix> For(string rule, string key) => Fixes.For(rule, key);
}
