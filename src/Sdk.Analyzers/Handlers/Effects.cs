using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>What code changes: the state of the workflow, or its history.</summary>
internal static class Effects
{
    private static readonly HashSet<string> Changes =
    [
        "Add", "AddRange", "AddFirst", "AddLast", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveFirst",
        "RemoveLast", "Clear", "Insert", "InsertRange", "Enqueue", "Dequeue", "Push", "Pop", "TryAdd", "UnionWith",
        "ExceptWith", "IntersectWith", "Sort",
    ];

    private static readonly HashSet<string> Recorded = ["NewGuid", "Random", "WaitConditionAsync", "RunTaskAsync"];

    /// <summary>The name of what the operation does to history; null if it does nothing.</summary>
    public static string? OnHistory(IOperation operation, Symbols symbols) =>
        SdkCalls.MemberOf(operation, symbols) is { } member && Recorded.Contains(member) ? $"Workflow.{member}"
            : SdkCalls.IsCommand(operation, symbols) ? Naming.Of(((IInvocationOperation)operation).TargetMethod)
            : null;

    /// <summary>The name of the state that the operation changes; null if it changes none.</summary>
    public static string? OnState(IOperation operation) => operation switch
    {
        ICoalesceAssignmentOperation => null,
        IAssignmentOperation assignment => OwnedBy(assignment.Target),
        IIncrementOrDecrementOperation change => OwnedBy(change.Target),
        IInvocationOperation { Instance: { } instance, TargetMethod: { } method }
            when Changes.Contains(method.Name) && IsCollection(method.ContainingType) => OwnedBy(instance),
        _ => null,
    };

    /// <summary>The member of the workflow that the value belongs to; null if it belongs to none.</summary>
    public static string? OwnedBy(IOperation value)
    {
        var each = Flow.Plain(value);
        while (each is IMemberReferenceOperation or IArrayElementReferenceOperation)
        {
            if (each is IMemberReferenceOperation member && Flow.IsOwn(member))
            {
                return member.Member.Name;
            }

            var next = each is IMemberReferenceOperation reference
                ? reference.Instance
                : ((IArrayElementReferenceOperation)each).ArrayReference;
            if (next is null)
            {
                return null;
            }

            each = Flow.Plain(next);
        }

        return null;
    }

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString() is "System.Collections" or "System.Collections.Generic"
            or "System.Collections.Concurrent" or "System.Collections.ObjectModel";
}
