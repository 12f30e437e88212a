using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>A workflow and all of its code.</summary>
internal sealed class WorkflowClass(INamedTypeSymbol type, WorkflowCode code)
{
    private IReadOnlyList<MemberCode>? members;

    /// <summary>The class or struct.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>The code of the compilation.</summary>
    public WorkflowCode Code => code;

    /// <summary>The symbols of the SDK.</summary>
    public Symbols Symbols => code.Symbols;

    /// <summary>The members that have code, those of base classes too.</summary>
    public IReadOnlyList<MemberCode> Members =>
        members ??= [.. code.MembersOf(type).Where(each => each.Operations.Count > 0)];

    /// <summary>All operations of the workflow.</summary>
    public IEnumerable<IOperation> Operations => Members.SelectMany(each => each.Operations);

    /// <summary>What a member is for.</summary>
    public Role RoleOf(ISymbol member)
    {
        var declared = member is IMethodSymbol { AssociatedSymbol: { } property } ? property : member;
        return Symbols.Has(declared, Symbols.RunAttribute) ? Role.Run
            : Symbols.Has(declared, Symbols.SignalAttribute) ? Role.Signal
            : Symbols.Has(declared, Symbols.UpdateAttribute) ? Role.Update
            : Symbols.Has(declared, Symbols.ValidatorAttribute) ? Role.Validator
            : Symbols.Has(declared, Symbols.QueryAttribute) ? Role.Query
            : member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? Role.Run
            : Role.None;
    }

    /// <summary>The members of a role, and the other members of the class that they call.</summary>
    public IEnumerable<MemberCode> Reach(Func<Role, bool> isStart)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<MemberCode>(Members.Where(each => isStart(RoleOf(each.Member))));
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            if (!seen.Add(next.Member))
            {
                continue;
            }

            yield return next;
            foreach (var called in next.Operations.Select(TargetOf).OfType<ISymbol>())
            {
                if (Members.FirstOrDefault(each => Symbols.Same(each.Member, called)) is { } member)
                {
                    open.Enqueue(member);
                }
            }
        }
    }

    private static ISymbol? TargetOf(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: IInstanceReferenceOperation } call => call.TargetMethod,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } read => read.Property.GetMethod,
        IMethodReferenceOperation { Instance: IInstanceReferenceOperation } reference => reference.Method,
        _ => null,
    };
}
