using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Finds workflow code that a replay repeats, and that does not do what it seems to do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SemanticsAnalyzer : WorkflowAnalyzer
{
    private protected override IEnumerable<Rule> Rules => SemanticsRules.All.Append(ActivityRules.NoContext);

    private protected override void Register(Analysis analysis)
    {
        analysis.OnWorkflows(
            new ThrownExceptions(analysis.Compilation), new SwallowingCatches(), new ContinuationsAsNew(),
            new VersionUse(), new EndlessLoops(), new Cleanup(), new ReplayDependence(),
            new ForeignApis(analysis.Code.Symbols.Expression));
        var outside = new OutsideUse(analysis.Code, analysis.Cancellation);
        analysis.OnTypes(outside.Find);
        analysis.OnOperations(outside.Find, OperationKind.Invocation, OperationKind.PropertyReference);
    }
}
