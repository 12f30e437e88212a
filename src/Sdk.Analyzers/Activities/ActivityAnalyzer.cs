using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Finds what is wrong with activities, their attributes and their retry policies.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityAnalyzer : WorkflowAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. new[]
        {
            ActivityRules.WrongDefault, ActivityRules.Timeouts, ActivityRules.UnusedToken, ActivityRules.FullTypeName,
            ActivityRules.OwnRetries, ActivityRules.HiddenFailure, ActivityRules.SharedState,
            ActivityRules.NotIdempotent, ActivityRules.LargePayload, ActivityRules.NoTaskToken,
        }.Select(rule => rule.Descriptor),
    ];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code)
    {
        var strictness = new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation);
        var (methods, names, state) = (
            new ActivityMethodRules(code, new(code)), new ErrorTypeNames(code), new SingletonState());
        start.RegisterSymbolAction(
            context =>
            {
                var reporter = new Reporter(strictness, context.ReportDiagnostic);
                reporter.Report(DefaultsRules.Find(context.Symbol, code));
                reporter.Report(names.Find(context.Symbol));
                if (context.Symbol is IMethodSymbol method && Symbols.Has(method, code.Symbols.ActivityAttribute))
                {
                    reporter.Report(methods.Find(method));
                    state.Read(method, code);
                }
            },
            SymbolKind.Method,
            SymbolKind.NamedType);
        start.RegisterOperationAction(
            context => new Reporter(strictness, context.ReportDiagnostic)
                .Report(names.Find((ISimpleAssignmentOperation)context.Operation)),
            OperationKind.SimpleAssignment);
        start.RegisterOperationAction(
            context => state.Read((IInvocationOperation)context.Operation), OperationKind.Invocation);
        start.RegisterCompilationEndAction(context =>
            new Reporter(strictness, context.ReportDiagnostic).Report(state.Findings));
    }
}
