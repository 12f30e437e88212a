using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Helpers;

/// <summary>Finds helpers of the SDK that are used in a way that defeats them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HelperAnalyzer : WorkflowAnalyzer
{
    private protected override IEnumerable<Rule> Rules => HelperRules.All;

    private protected override void Register(Analysis analysis) => analysis.OnWorkflows(
        new Locks(), new FanOuts(), new Sagas(), new Steps(), new PollingLoops());
}
