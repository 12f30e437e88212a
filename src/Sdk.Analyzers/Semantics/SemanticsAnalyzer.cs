using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Finds workflow code that a replay repeats, and that does not do what it seems to do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SemanticsAnalyzer : WorkflowAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. SemanticsRules.All.Append(ActivityRules.NoContext).Select(rule => rule.Descriptor),
    ];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code)
    {
        var strictness = new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation);
        IWorkflowRule[] rules =
        [
            new ThrownExceptions(start.Compilation), new SwallowingCatches(), new ContinuationsAsNew(),
            new VersionUse(), new EndlessLoops(), new Cleanup(), new ReplayDependence(),
            new ForeignApis(code.Symbols.Expression),
        ];
        WorkflowRules.Register(start, code, strictness, rules);
        var outside = new OutsideUse(code);
        start.RegisterOperationAction(
            context => new Reporter(strictness, context.ReportDiagnostic)
                .Report(outside.Find(context.Operation, context.ContainingSymbol)),
            OperationKind.Invocation,
            OperationKind.PropertyReference);
    }
}
