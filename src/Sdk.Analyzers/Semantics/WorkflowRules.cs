using System.Collections.Concurrent;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Runs rules over all workflows of a compilation.</summary>
internal static class WorkflowRules
{
    /// <summary>Says that rules are asked about each workflow; what two workflows share is reported once.</summary>
    public static void Register(
        CompilationStartAnalysisContext start, WorkflowCode code, Strictness strictness, IWorkflowRule[] rules)
    {
        var seen = new ConcurrentDictionary<(string Rule, Location? Place), bool>();
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (!code.IsWorkflow(type))
                {
                    return;
                }

                var workflow = new WorkflowClass(type, code);
                var reporter = new Reporter(strictness, context.ReportDiagnostic);
                foreach (var finding in rules.SelectMany(rule => rule.Find(workflow)))
                {
                    if (seen.TryAdd((finding.Rule.Descriptor.Id, finding.Location), true))
                    {
                        reporter.Report([finding]);
                    }
                }
            },
            SymbolKind.NamedType);
    }
}
