using System.Collections.Concurrent;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Finds activities of singletons that keep what belongs to one call in a field.</summary>
internal sealed class SingletonState
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> singletons = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<(INamedTypeSymbol Type, Finding Finding)> writes = [];

    /// <summary>All that was found when the compilation was read.</summary>
    public IEnumerable<Finding> Findings =>
        writes.Where(each => singletons.ContainsKey(each.Type)).Select(each => each.Finding);

    /// <summary>Remembers the types whose activities run on one object.</summary>
    public void Read(IInvocationOperation call)
    {
        var type = call.TargetMethod.Name switch
        {
            "AddSingletonActivities" when call.TargetMethod.TypeArguments is [INamedTypeSymbol argument] => argument,
            "AddAllActivities" or "AddActivities" => call.Arguments
                .Select(each => Flow.Plain(each.Value).Type)
                .OfType<INamedTypeSymbol>()
                .FirstOrDefault(each => each.TypeKind == TypeKind.Class && each.Locations[0].IsInSource),
            _ => null,
        };
        if (type is not null)
        {
            singletons.TryAdd(type, true);
        }
    }

    /// <summary>Remembers writes of an activity's arguments or results to fields.</summary>
    public void Read(IMethodSymbol activity, WorkflowCode code)
    {
        if (activity.IsStatic)
        {
            return;
        }

        foreach (var write in code.Of(activity).Operations.OfType<ISimpleAssignmentOperation>())
        {
            if (write.Target is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } target
                && Flow.IsOwn(target) && IsOfCall(write.Value) && !IsLocked(write))
            {
                const string Instead = "keep it in a local variable, or register the class by AddScopedActivities";
                var place = target.Syntax.GetLocation();
                var finding = new Finding(ActivityRules.SharedState, Naming.Of(target.Member), Instead, place);
                writes.Add((activity.ContainingType, finding));
            }
        }
    }

    private static bool IsOfCall(IOperation value) => value.DescendantsAndSelf().Any(each =>
        each is IParameterReferenceOperation or ILocalReferenceOperation or IAwaitOperation);

    private static bool IsLocked(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is ILockOperation)
            {
                return true;
            }
        }

        return false;
    }
}
