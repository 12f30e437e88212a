using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Apis;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Finds what a replay of a workflow would not repeat, in its code and in all that this calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeterminismAnalyzer : WorkflowAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. TimeRules.All.Select(rule => rule.Descriptor)];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code)
    {
        var table = new ApiTable(start.Compilation, TimeApis.All);
        IFinder[] finders = [new ApiFinder(table)];
        var graph = new CallGraph(
            code, finders, new(start.Compilation, code.Symbols.ActivityContractAttribute));
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (code.IsWorkflow(type))
                {
                    Analyze(type, code, graph, context.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType);
    }

    private static void Analyze(
        INamedTypeSymbol workflow, WorkflowCode code, CallGraph graph, Action<Diagnostic> report)
    {
        foreach (var member in code.MembersOf(workflow).Where(each => !code.IsTrusted(each.Member)))
        {
            var facts = graph.Of(member);
            foreach (var finding in facts.Findings)
            {
                report(Report.Direct(finding));
            }

            foreach (var call in facts.Calls)
            {
                foreach (var reached in graph.LeadsTo(call))
                {
                    report(Report.Transitive(member.Member, call, reached));
                }
            }
        }
    }
}
