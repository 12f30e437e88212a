using System.Collections.Concurrent;
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
    private protected override IEnumerable<Rule> Rules =>
        TimeRules.All.Concat(ThreadRules.All).Concat(StateRules.All);

    private protected override void Register(Analysis analysis)
    {
        var code = analysis.Code;
        var banned = new BannedFinder(analysis.Compilation, analysis.Options, analysis.Cancellation);
        var finders = Finders.Of(analysis.Compilation, code.Symbols, analysis.Strictness.IsAnywhere);
        if (!banned.IsEmpty)
        {
            finders.Add(banned);
        }

        if (banned.Wrong.Count > 0)
        {
            analysis.AtEnd(() => banned.Wrong);
        }

        var fields = new UnrebuiltFields(analysis.Compilation);
        var graph = new CallGraph(code, finders);
        var seen = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        analysis.OnTypes((type, reporter) =>
        {
            if (code.IsWorkflow(type) && !code.IsTrusted(type))
            {
                reporter.Report(fields.Find(type));
                Analyze(type, code, graph, seen, reporter);
            }
        });
    }

    // Workflows share the code of their base classes; it is looked at once.
    private static void Analyze(
        INamedTypeSymbol workflow,
        WorkflowCode code,
        CallGraph graph,
        ConcurrentDictionary<ISymbol, bool> seen,
        Reporter reporter)
    {
        var members = code.MembersOf(workflow).ToList();
        var stepHelpers = StepHelpers.Of(members, graph, code.Symbols);
        foreach (var member in members)
        {
            if (stepHelpers.Contains(member.Member)
                || code.IsTrusted(member.Member)
                || !seen.TryAdd(member.Member, true))
            {
                continue;
            }

            // The compiler may write several calls at one place, such as those of a loop.
            var facts = graph.Of(member);
            var found = new HashSet<(Rule Rule, Location? Place)>(
                facts.Findings.Select(each => (each.Rule, each.Location)));
            reporter.Report(facts.Findings);
            foreach (var call in facts.Calls.Where(each => !IsOwn(each.Target, workflow)))
            {
                foreach (var reached in graph.LeadsTo(call))
                {
                    if (Matters(call, reached, member) && found.Add((reached.Finding.Rule, call.Location)))
                    {
                        reporter.Report(member.Member, call, reached);
                    }
                }
            }
        }
    }

    private static bool Matters(Call call, Reached reached, MemberCode member) =>
        !reached.Finding.IsValue || call.Operation is not { } operation || Usage.Matters(operation, member);

    // The members of the workflow and of its base classes are looked at for themselves.
    private static bool IsOwn(ISymbol called, INamedTypeSymbol workflow) =>
        !called.IsStatic && Symbols.IsOrDerives(workflow, called.ContainingType)
        && called.ContainingType.TypeKind != TypeKind.Interface;
}
