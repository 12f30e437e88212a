using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>What is wrong with the code of an activity.</summary>
internal sealed class ActivityMethodRules(WorkflowCode code, ActivityCode activities)
{
    private static readonly string[] Changing =
    [
        "Charge", "Pay", "Refund", "Transfer", "Debit", "Credit", "Insert", "Create", "Send", "Book", "Reserve",
        "Order", "Publish", "Add", "Ship",
    ];

    /// <summary>Looks at an activity of this compilation.</summary>
    public IEnumerable<Finding> Find(IMethodSymbol method)
    {
        var operations = code.Of(method).Operations;
        return operations.Count == 0
            ? []
            :
            [
                .. UnusedToken(method, operations), .. OwnRetries(operations), .. HiddenFailures(method, operations),
                .. NotIdempotent(method), .. LargeResults(operations), .. NoTaskToken(method, operations),
            ];
    }

    private static IEnumerable<Finding> UnusedToken(IMethodSymbol method, IReadOnlyList<IOperation> operations)
    {
        var token = method.Parameters.FirstOrDefault(each => each.Type.Name == nameof(CancellationToken));
        if (token is not null && !token.Name.StartsWith("_", StringComparison.Ordinal)
            && operations.Any(each => each is ILoopOperation or IAwaitOperation)
            && !operations.Any(each => each is IParameterReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Parameter, token)))
        {
            yield return new(
                ActivityRules.UnusedToken,
                method.Name,
                $"pass {token.Name} on, or check it in loops",
                token.Locations[0]);
        }
    }

    // A loop that waits between attempts of what it catches.
    private static IEnumerable<Finding> OwnRetries(IReadOnlyList<IOperation> operations)
    {
        const string Instead = "let the attempt fail, and leave retries to the retry policy";
        foreach (var operation in operations)
        {
            if (operation is ITryOperation { Parent: IBlockOperation { Parent: ILoopOperation loop } } tried
                && tried.Catches.Any(each => !Throws(each.Handler) && Waits(each.Handler)))
            {
                yield return new(
                    ActivityRules.OwnRetries, "The loop", Instead, loop.Syntax.GetFirstToken().GetLocation());
            }

            if (operation is IInvocationOperation { TargetMethod.Name: "ExecuteAsync" or "Execute" } call
                && call.TargetMethod.ContainingNamespace.ToDisplayString() is "Polly"
                && call.TargetMethod.ContainingType.Name.Contains("Retry"))
            {
                yield return new(ActivityRules.OwnRetries, Naming.Of(call.TargetMethod), Instead, Places.Of(call));
            }
        }
    }

    private static bool Throws(IOperation handler) => handler.Descendants().Any(each => each is IThrowOperation);

    private static bool Waits(IOperation handler) => handler.Descendants().Any(each => each is IInvocationOperation
    {
        TargetMethod: { Name: "Delay", ContainingType.Name: "Task" }
            or { Name: "Sleep", ContainingType.Name: "Thread" },
    });

    private IEnumerable<Finding> HiddenFailures(IMethodSymbol method, IReadOnlyList<IOperation> operations)
    {
        foreach (var caught in operations.OfType<ICatchClauseOperation>())
        {
            if (caught.Filter is not null || Throws(caught.Handler) || IsInFunction(caught)
                || caught.Parent is not ITryOperation tried)
            {
                continue;
            }

            var place = caught.Syntax.GetFirstToken().GetLocation();
            if (IsCatchAll(caught) && GivesUp(caught, tried))
            {
                const string Instead = "let the exception go, so that the activity is tried again";
                yield return new(ActivityRules.HiddenFailure, "The catch of all exceptions", Instead, place);
            }
            else if (Symbols.IsOrDerives(caught.ExceptionType, Canceled) && UsesToken(tried.Body, method))
            {
                const string Instead = "throw it again, unless completing is what cancellation shall do";
                yield return new(ActivityRules.HiddenFailure, "The catch of the cancellation", Instead, place)
                {
                    Severity = DiagnosticSeverity.Info,
                };
            }
        }
    }

    private INamedTypeSymbol? Canceled =>
        code.Compilation.GetTypeByMetadataName("System.OperationCanceledException");

    private static bool IsInFunction(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCatchAll(ICatchClauseOperation caught) =>
        caught.ExceptionType.SpecialType == SpecialType.System_Object
        || caught.ExceptionType.ToDisplayString() == "System.Exception";

    // What the handler keeps or returns of the exception is a decision; a constant answer is not.
    private static bool GivesUp(ICatchClauseOperation caught, ITryOperation tried)
    {
        if (caught.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: { } exception }
            && caught.Handler.Descendants().Any(each => each is ILocalReferenceOperation used
                && SymbolEqualityComparer.Default.Equals(used.Local, exception) && !IsLogged(used)))
        {
            return false;
        }

        return caught.Handler.Operations.LastOrDefault() switch
        {
            IReturnOperation { ReturnedValue: null or { ConstantValue.HasValue: true } or IDefaultValueOperation } =>
                true,
            IReturnOperation { ReturnedValue: IConversionOperation { Operand: { ConstantValue.HasValue: true } } } =>
                true,
            IReturnOperation or IBranchOperation => false,
            _ => tried.Parent is IBlockOperation { Parent: IMethodBodyOperation } body
                && body.Operations.LastOrDefault() == tried
                && caught.Handler.Operations.All(each => each is IExpressionStatementOperation
                    { Operation: IInvocationOperation call } && IsLog(call)),
        };
    }

    private static bool IsLogged(IOperation used)
    {
        for (var each = used.Parent; each is not null and not IBlockOperation; each = each.Parent)
        {
            if (each is IInvocationOperation call && IsLog(call))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLog(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Log", StringComparison.Ordinal)
        || call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal);

    private static bool UsesToken(IOperation body, IMethodSymbol method) => body.Descendants().Any(each =>
        each is IParameterReferenceOperation { Parameter.Type.Name: nameof(CancellationToken) } parameter
            && SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol, method));

    private IEnumerable<Finding> NotIdempotent(IMethodSymbol method)
    {
        if (!Array.Exists(Changing, each => StartsWithWord(method.Name, each))
            || method.Parameters.Any(each => IsKey(each.Name) || each.Type.GetMembers().Any(member =>
                member is IPropertySymbol && member.Name.EndsWith("Key", StringComparison.Ordinal))))
        {
            yield break;
        }

        var reach = activities.Reach(method, out _);
        if (!reach.Any(each => each is IPropertyReferenceOperation
            {
                Property.Name: "IdempotencyKey" or "ActivityId" or "WorkflowId" or "WorkflowRunId" or "TaskToken",
            }
            or IInvocationOperation { TargetMethod.Name: "RunOnceAsync" }))
        {
            const string Instead = "pass ActivityExecutionContext.Current.IdempotencyKey to what it calls";
            yield return new(ActivityRules.NotIdempotent, method.Name, Instead, method.Locations[0]);
        }
    }

    private static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal)
        && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    private static bool IsKey(string name) =>
        name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal)
        || name is "id" or "key";

    private static IEnumerable<Finding> LargeResults(IReadOnlyList<IOperation> operations) => operations
        .OfType<IReturnOperation>()
        .Where(each => each.ReturnedValue is not null && !IsInFunction(each))
        .Select(each => (Value: each.ReturnedValue!, Name: LargeArguments.NameOf(each.ReturnedValue!)))
        .Where(each => each.Name is not null)
        .Select(each => new Finding(
            ActivityRules.LargePayload,
            each.Name!,
            "return a reference to it, such as the name of a file or a blob",
            each.Value.Syntax.GetLocation()));

    // A client completes it by the task token, or by the ids of workflow and activity: Info has them.
    private IEnumerable<Finding> NoTaskToken(IMethodSymbol method, IReadOnlyList<IOperation> operations)
    {
        var left = operations.OfType<IObjectCreationOperation>()
            .FirstOrDefault(each => each is { Type.Name: "CompleteAsyncException", Parent: not null });
        if (left is null)
        {
            yield break;
        }

        var reach = activities.Reach(method, out var isWhole);
        if (isWhole && !method.Parameters.Any(each => IsKey(each.Name)) && !reach.Any(each =>
            each is IPropertyReferenceOperation { Property: { Name: "Info", ContainingType: { } type } }
                && Symbols.Same(type, code.Symbols.ActivityContext)))
        {
            const string Instead = "keep ActivityExecutionContext.Current.Info.TaskToken before it";
            yield return new(ActivityRules.NoTaskToken, "CompleteAsyncException", Instead, left.Syntax.GetLocation());
        }
    }
}
