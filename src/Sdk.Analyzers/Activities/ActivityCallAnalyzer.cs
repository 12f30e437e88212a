using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Finds calls of activities whose options cannot work, or will not do what is meant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityCallAnalyzer : WorkflowAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. new[]
        {
            ActivityRules.NoTimeout, ActivityRules.Timeouts, ActivityRules.NoHeartbeat, ActivityRules.RetriesForever,
            ActivityRules.LongLocal, ActivityRules.LargePayload,
        }.Select(rule => rule.Descriptor),
    ];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code)
    {
        var strictness = new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation);
        var reader = new ActivityCallReader(code);
        var rules = new ActivityCallRules(new(code));
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                var reporter = new Reporter(strictness, context.ReportDiagnostic);
                if (reader.Read(call) is { } activity && !Excluded.IsDescribed(code.Symbols, call))
                {
                    reporter.Report(rules.Find(activity));
                }

                reporter.Report(LargeArguments.Find(call));
            },
            OperationKind.Invocation);
    }
}
