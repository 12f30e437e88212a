using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>Finds handlers, queries and conditions that do what they must not do, or at the wrong time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : WorkflowAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. HandlerRules.All.Select(rule => rule.Descriptor)];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code) =>
        WorkflowRules.Register(
            start,
            code,
            new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation),
            [new Readers(), new Interleaving(), new FailingSignals(start.Compilation), new LateFields()]);
}
