using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Migration;

/// <summary>Calls that a lambda describes, although a generated call does the same.</summary>
internal sealed class DescribedCalls(Symbols symbols, AnalyzerConfigOptions project)
{
    private readonly bool isAheadOfTime = Setting.IsAheadOfTime(project);

    /// <summary>Looks at a call of the SDK.</summary>
    public IEnumerable<Finding> Find(IInvocationOperation call)
    {
        if (!SymbolEqualityComparer.Default.Equals(
            call.TargetMethod.ContainingAssembly, symbols.Workflow.ContainingAssembly))
        {
            yield break;
        }

        foreach (var argument in call.Arguments)
        {
            if (Symbols.Same(argument.Parameter?.Type, symbols.Expression)
                && LambdaOf(argument.Value) is { } lambda && DescribedBy(lambda) is { } described
                && GeneratedCalls.Of(described.Member, described.Type) is { } generated && TakesGenerated(call))
            {
                var name = $"{generated.ContainingType.Name}.{generated.Name}";
                var place = lambda.Syntax.GetLocation();
                var fix = generated.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "."
                    + generated.Name;
                yield return described.IsPlain
                    ? new(MigrationRules.DescribedCall, Naming.Of(described.Member), name, place)
                    {
                        Fix = fix, Severity = isAheadOfTime ? DiagnosticSeverity.Info : null,
                    }
                    : new(MigrationRules.OptionalArguments, Naming.Of(described.Member), name, place) { Fix = fix };
            }
        }
    }

    private static IAnonymousFunctionOperation? LambdaOf(IOperation value) => Flow.Plain(value) switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        _ => null,
    };

    private static (ISymbol Member, INamedTypeSymbol Type, bool IsPlain)? DescribedBy(
        IAnonymousFunctionOperation lambda)
    {
        var body = lambda.Body.Operations.Select(each => each switch
        {
            IReturnOperation { ReturnedValue: { } value } => Flow.Plain(value),
            IExpressionStatementOperation statement => Flow.Plain(statement.Operation),
            _ => null,
        }).FirstOrDefault();
        return body switch
        {
            IInvocationOperation call => (
                call.TargetMethod,
                call.Instance?.Type as INamedTypeSymbol ?? call.TargetMethod.ContainingType,
                IsPlain(call)),
            IPropertyReferenceOperation { Instance.Type: INamedTypeSymbol type } property =>
                (property.Property, type, true),
            _ => null,
        };
    }

    // An expression tree takes no named and no left out arguments.
    private static bool IsPlain(IInvocationOperation call) => call.Arguments.All(each =>
        each.ArgumentKind == ArgumentKind.Explicit && each.Syntax is ArgumentSyntax { NameColon: null });

    // The overload may be one of a base class, or an extension of the type or of its interface.
    private static bool TakesGenerated(IInvocationOperation call) => Around(call.TargetMethod.ContainingType)
        .SelectMany(each => each.ContainingNamespace.GetTypeMembers(each.Name + "Extensions").Concat([each]))
        .SelectMany(each => each.GetMembers(call.TargetMethod.Name))
        .OfType<IMethodSymbol>()
        .Any(each => each.Parameters.Any(one => GeneratedCalls.IsCall(one.Type)));

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var each = type; each is { SpecialType: SpecialType.None }; each = each.BaseType)
        {
            yield return each;
        }

        foreach (var each in type.AllInterfaces)
        {
            yield return each;
        }
    }
}
