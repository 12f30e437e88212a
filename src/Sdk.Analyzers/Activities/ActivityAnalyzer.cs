using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Finds what is wrong with activities, their attributes, their retry policies and their calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityAnalyzer : WorkflowAnalyzer
{
    private protected override IEnumerable<Rule> Rules => ActivityRules.All;

    private protected override void Register(Analysis analysis)
    {
        var code = analysis.Code;
        var activities = new ActivityCode(code);
        var (methods, names, state) = (
            new ActivityMethodRules(code, activities), new ErrorTypeNames(code), new SingletonState());
        var (reader, calls) = (new ActivityCallReader(code), new ActivityCallRules(activities));
        analysis.OnSymbols(OfSymbol);
        analysis.OnOperations(
            (operation, _) => names.Find((ISimpleAssignmentOperation)operation), OperationKind.SimpleAssignment);
        analysis.OnOperations((operation, _) => OfCall((IInvocationOperation)operation), OperationKind.Invocation);
        analysis.AtEnd(() => state.Findings);

        IEnumerable<Finding> OfSymbol(ISymbol symbol)
        {
            var findings = DefaultsRules.Find(symbol, code).Concat(names.Find(symbol));
            if (symbol is not IMethodSymbol method || !Symbols.Has(method, code.Symbols.ActivityAttribute))
            {
                return findings;
            }

            state.Read(method, code);
            return findings.Concat(methods.Find(method));
        }

        IEnumerable<Finding> OfCall(IInvocationOperation call)
        {
            state.Read(call);
            return reader.Read(call) is { } activity && !Excluded.IsDescribed(code.Symbols, call)
                ? calls.Find(activity).Concat(LargeArguments.Find(call))
                : LargeArguments.Find(call);
        }
    }
}
