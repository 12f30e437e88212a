using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Finds workflows and activities that the SDK refuses when a worker registers them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefinitionAnalyzer : WorkflowAnalyzer
{
    private protected override IEnumerable<Rule> Rules => DefinitionRules.All.Append(ActivityRules.NoJson);

    private protected override void Register(Analysis analysis)
    {
        IDefinitionRule[] rules =
        [
            new RunMethods(analysis.Code), new HandlerShapes(analysis.Code.Symbols), new NameClashes(analysis.Code),
            new MissingAttributes(analysis.Code), new Payloads(analysis.Code),
            new Unregistered(analysis.Code), new MissingJson(analysis.Code, analysis.Project),
        ];
        analysis.OnTypes((type, reporter) => reporter.Report(rules.SelectMany(rule => rule.Find(type))));
    }
}
