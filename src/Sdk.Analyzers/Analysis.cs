using System.Collections.Concurrent;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers;

/// <summary>What an analyzer looks at in a compilation. It reports findings in the severity that holds there.</summary>
internal sealed class Analysis(CompilationStartAnalysisContext start, WorkflowCode code)
{
    /// <summary>The code of the compilation.</summary>
    public WorkflowCode Code => code;

    /// <summary>The compilation.</summary>
    public Compilation Compilation => start.Compilation;

    /// <summary>What the project file says.</summary>
    public AnalyzerConfigOptions Project => start.Options.AnalyzerConfigOptionsProvider.GlobalOptions;

    /// <summary>The files and settings of the project.</summary>
    public AnalyzerOptions Options => start.Options;

    /// <summary>Where warnings are errors.</summary>
    public Strictness Strictness { get; } = new(start.Options.AnalyzerConfigOptionsProvider, start.Compilation);

    /// <summary>Ends the analysis.</summary>
    public CancellationToken Cancellation => start.CancellationToken;

    /// <summary>Looks at each type of the source.</summary>
    public void OnTypes(Action<INamedTypeSymbol, Reporter> look) => start.RegisterSymbolAction(
        context => look((INamedTypeSymbol)context.Symbol, new(Strictness, context.ReportDiagnostic)),
        SymbolKind.NamedType);

    /// <summary>Looks at each workflow; what two of them share is reported once.</summary>
    public void OnWorkflows(params IWorkflowRule[] rules)
    {
        var seen = new ConcurrentDictionary<(string Rule, Location? Place), bool>();
        OnTypes((type, reporter) =>
        {
            if (code.IsWorkflow(type))
            {
                var workflow = new WorkflowClass(type, code);
                foreach (var finding in rules.SelectMany(rule => rule.Find(workflow)))
                {
                    if (seen.TryAdd((finding.Rule.Descriptor.Id, finding.Location), true))
                    {
                        reporter.Report([finding]);
                    }
                }
            }
        });
    }

    /// <summary>Looks at each method and each type.</summary>
    public void OnSymbols(Func<ISymbol, IEnumerable<Finding>> find) => start.RegisterSymbolAction(
        context => new Reporter(Strictness, context.ReportDiagnostic).Report(find(context.Symbol)),
        SymbolKind.Method,
        SymbolKind.NamedType);

    /// <summary>Looks at operations of all code, with the members that they are in.</summary>
    public void OnOperations(Func<IOperation, ISymbol, IEnumerable<Finding>> find, params OperationKind[] kinds) =>
        start.RegisterOperationAction(
            context => new Reporter(Strictness, context.ReportDiagnostic)
                .Report(find(context.Operation, context.ContainingSymbol)),
            kinds);

    /// <summary>Looks at the syntax of all code.</summary>
    public void OnSyntax(Func<SyntaxNode, IEnumerable<Finding>> find, SyntaxKind kind) =>
        start.RegisterSyntaxNodeAction(
            context => new Reporter(Strictness, context.ReportDiagnostic).Report(find(context.Node)),
            kind);

    /// <summary>Looks at what was gathered when all code was read.</summary>
    public void AtEnd(Func<IEnumerable<Finding>> find) => start.RegisterCompilationEndAction(
        context => new Reporter(Strictness, context.ReportDiagnostic).Report(find()));
}
