using System.Collections.Concurrent;
using System.Collections.Immutable;
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
    [
        .. TimeRules.All.Concat(ThreadRules.All).Concat(StateRules.All).Select(rule => rule.Descriptor),
    ];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code)
    {
        var strictness = new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation);
        var banned = new BannedFinder(start.Compilation, start.Options, start.CancellationToken);
        var finders = Finders.Of(start.Compilation, code.Symbols, strictness.IsAnywhere);
        if (!banned.IsEmpty)
        {
            finders.Add(banned);
        }

        if (banned.Wrong.Count > 0)
        {
            start.RegisterCompilationEndAction(context =>
            {
                foreach (var wrong in banned.Wrong)
                {
                    context.ReportDiagnostic(Report.Direct(wrong, isStrict: false));
                }
            });
        }

        var fields = new UnrebuiltFields(start.Compilation);
        var graph = new CallGraph(code, finders);
        var seen = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        start.RegisterSymbolAction(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (code.IsWorkflow(type) && !code.IsTrusted(type))
                {
                    var reporter = new Reporter(strictness, context.ReportDiagnostic);
                    reporter.Report(fields.Find(type));
                    Analyze(type, code, graph, seen, reporter);
                }
            },
            SymbolKind.NamedType);
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

            var facts = graph.Of(member);
            reporter.Report(facts.Findings);
            foreach (var call in facts.Calls.Where(each => !IsOwn(each.Target, workflow)))
            {
                foreach (var reached in graph.LeadsTo(call))
                {
                    reporter.Report(member.Member, call, reached);
                }
            }
        }
    }

    // The members of the workflow and of its base classes are looked at for themselves.
    private static bool IsOwn(IMethodSymbol method, INamedTypeSymbol workflow) =>
        !method.IsStatic && Symbols.IsOrDerives(workflow, method.ContainingType)
        && method.ContainingType.TypeKind != TypeKind.Interface;
}
