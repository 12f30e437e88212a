using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Semantics;

/// <summary>Exceptions that fail the workflow task and not the workflow.</summary>
internal sealed class ThrownExceptions(Compilation compilation) : IWorkflowRule
{
    private const string Instead = "throw an ApplicationFailureException, or name it in FailureExceptionTypes";

    // A worker may say that other types fail workflows too.
    private const string WorkerOption = "WorkflowFailureExceptionTypes";

    private static readonly string[] Failing =
    [
        "Cairn.Exceptions.FailureException", "System.OperationCanceledException",
        "Cairn.Workflows.ContinueAsNewException",
    ];

    // They say that the code is wrong, which is what a failed workflow task is for.
    private static readonly string[] Bugs =
        ["System.Diagnostics.UnreachableException", "System.NotImplementedException"];

    private readonly INamedTypeSymbol[] allowed =
        [.. Failing.Concat(Bugs).Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()];

    private readonly Lazy<bool> isLeftToWorkers = new(() => compilation.SyntaxTrees.Any(tree =>
        tree.GetText().ToString().Contains(WorkerOption)));

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow)
    {
        var types = FailingTypesOf(workflow);
        var readers = new HashSet<ISymbol>(
            workflow.Reach(role => role is Role.Query or Role.Validator).Select(each => each.Member),
            SymbolEqualityComparer.Default);
        foreach (var member in workflow.Members.Where(each => !readers.Contains(each.Member)))
        {
            foreach (var thrown in member.Operations.OfType<IThrowOperation>())
            {
                if (thrown.Exception is { } exception
                    && Flow.Plain(exception) is IObjectCreationOperation { Type: { } type } made
                    && !Array.Exists(allowed, each => Symbols.IsOrDerives(type, each))
                    && !types.Exists(each => Symbols.IsOrDerives(type, each))
                    && !Flow.IsCaught(thrown) && !IsDefault(thrown) && !isLeftToWorkers.Value)
                {
                    yield return new(SemanticsRules.NoFailure, type.Name, Instead, made.Syntax.GetLocation())
                    {
                        Fix = "Failure",
                    };
                }
            }
        }
    }

    private static List<INamedTypeSymbol> FailingTypesOf(WorkflowClass workflow) =>
    [
        .. workflow.Type.GetAttributes()
            .Where(each => Symbols.Same(each.AttributeClass, workflow.Symbols.WorkflowAttribute))
            .SelectMany(each => each.NamedArguments)
            .Where(each => each.Key == "FailureExceptionTypes"
                && each.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            .SelectMany(each => each.Value.Values)
            .Select(each => each.Value)
            .OfType<INamedTypeSymbol>(),
    ];

    // A case that cannot happen.
    private static bool IsDefault(IThrowOperation thrown)
    {
        for (var each = thrown.Parent; each is not null and not IMethodBodyOperation; each = each.Parent)
        {
            if (each is ISwitchExpressionArmOperation arm)
            {
                return arm.Pattern is IDiscardPatternOperation;
            }

            if (each is ISwitchCaseOperation choice)
            {
                return choice.Clauses.Any(clause => clause is IDefaultCaseClauseOperation);
            }
        }

        return false;
    }
}
