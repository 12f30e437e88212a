using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Cairn.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Handlers;

/// <summary>Handlers that read a field, wait, and then write what they have computed from it.</summary>
internal sealed class Interleaving : IWorkflowRule
{
    private const string Instead = "read it after the await, set Exclusive on the handlers, or use a Mutex";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(WorkflowClass workflow) => workflow.Members
        .Where(each => workflow.RoleOf(each.Member) is Role.Signal or Role.Update
            && !IsExclusive(each.Member) && !each.Operations.Any(TakesTurns))
        .SelectMany(each => each.Operations.OfType<IAssignmentOperation>()
            .Where(write => IsStale(write, each))
            .Select(write => new Finding(
                HandlerRules.Interleaved, Effects.OwnedBy(write.Target)!, Instead, write.Target.Syntax.GetLocation())));

    private static bool IsExclusive(ISymbol handler) => handler.GetAttributes()
        .SelectMany(each => each.NamedArguments)
        .Any(each => each is { Key: "Exclusive", Value.Value: true });

    private static bool TakesTurns(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod.Name: "WaitOneAsync" or "WaitAsync",
        TargetMethod.ContainingType.Name: "Mutex" or "Semaphore" or "SemaphoreSlim",
    };

    private static bool IsStale(IAssignmentOperation write, MemberCode code)
    {
        if (write.Target is not IMemberReferenceOperation target || !Flow.IsOwn(target))
        {
            return false;
        }

        // total += await X() reads the total before it waits, as total = total + await X() does.
        var awaited = write.Value.DescendantsAndSelf().FirstOrDefault(each => each is IAwaitOperation);
        if (awaited is not null)
        {
            return write is ICompoundAssignmentOperation
                || write.Value.Descendants().Any(each => IsRead(each, target)
                    && each.Syntax.SpanStart < awaited.Syntax.SpanStart && !IsBelow(each, awaited));
        }

        return write is ISimpleAssignmentOperation
            && write.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                .Any(local => IsOfBefore(local, target, write, code));
    }

    // The local was made from the field, and an await stands between that and the write.
    private static bool IsOfBefore(
        ILocalReferenceOperation local, IMemberReferenceOperation target, IOperation write, MemberCode code)
    {
        var made = code.Operations.OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local.Local));
        return made?.GetVariableInitializer()?.Value is { } value
            && local.Type is { IsValueType: true } or { SpecialType: SpecialType.System_String }
            && value.DescendantsAndSelf().Any(each => IsRead(each, target))
            && Flow.FunctionOf(made) == Flow.FunctionOf(write)
            && code.Operations.OfType<IAwaitOperation>().Any(each =>
                each.Syntax.SpanStart > made.Syntax.Span.End && each.Syntax.Span.End < write.Syntax.SpanStart);
    }

    private static bool IsRead(IOperation operation, IMemberReferenceOperation target) =>
        operation is IMemberReferenceOperation read && Flow.IsOwn(read)
        && SymbolEqualityComparer.Default.Equals(read.Member, target.Member);

    private static bool IsBelow(IOperation operation, IOperation root)
    {
        for (var each = operation; each is not null; each = each.Parent)
        {
            if (each == root)
            {
                return true;
            }
        }

        return false;
    }
}
