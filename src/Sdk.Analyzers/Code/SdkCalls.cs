using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>Which operations use the class <c>Workflow</c>, and which of these write to history.</summary>
internal static class SdkCalls
{
    private static readonly HashSet<string> Commands =
    [
        "ExecuteActivityAsync", "ExecuteLocalActivityAsync", "ExecuteChildWorkflowAsync", "StartChildWorkflowAsync",
        "DelayAsync", "DelayWithOptionsAsync", "RunStepAsync", "UpsertMemo", "UpsertMemoWithOptions",
        "UpsertTypedSearchAttributes", "UpsertTypedSearchAttributesWithOptions", "MapAsync",
    ];

    /// <summary>The member of <c>Workflow</c> that the operation uses; null if it uses none.</summary>
    public static string? MemberOf(IOperation operation, Symbols symbols)
    {
        ISymbol? member = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        return member is not null && Symbols.Same(member.ContainingType, symbols.Workflow) ? member.Name : null;
    }

    /// <summary>Whether the operation writes a command to history.</summary>
    public static bool IsCommand(IOperation operation, Symbols symbols) =>
        MemberOf(operation, symbols) is { } name ? Commands.Contains(name)
            : operation is IInvocationOperation call && IsOfContract(call, symbols);

    /// <summary>Whether the operation calls an activity by an object that implements its contract.</summary>
    public static bool IsOfContract(IInvocationOperation call, Symbols symbols) =>
        call.TargetMethod.ContainingType.TypeKind == TypeKind.Interface
        && Symbols.Has(call.TargetMethod.ContainingType, symbols.ActivityContractAttribute)
        && Symbols.Has(call.TargetMethod, symbols.ActivityAttribute);
}
