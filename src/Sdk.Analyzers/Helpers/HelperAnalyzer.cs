using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Helpers;

/// <summary>Finds helpers of the SDK that are used in a way that defeats them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HelperAnalyzer : WorkflowAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. HelperRules.All.Select(rule => rule.Descriptor)];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code) =>
        WorkflowRules.Register(
            start,
            code,
            new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation),
            [new Locks(), new FanOuts(), new Sagas(), new Steps(), new PollingLoops()]);
}
