using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>Finds handlers, queries and conditions that do what they must not do, or at the wrong time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerAnalyzer : WorkflowAnalyzer
{
    private protected override IEnumerable<Rule> Rules => HandlerRules.All;

    private protected override void Register(Analysis analysis) => analysis.OnWorkflows(
        new Readers(), new Interleaving(), new FailingSignals(analysis.Compilation), new LateFields(),
        new LateChecks(), new LongHandlers());
}
