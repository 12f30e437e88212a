using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>The code of activities, and what it calls in the same compilation.</summary>
internal sealed class ActivityCode(WorkflowCode code)
{
    private readonly Overrides overrides = new(code.Compilation, activityContract: null);

    /// <summary>The one method of this compilation that runs an activity; null if there is none, or several.</summary>
    public IMethodSymbol? ImplementationOf(ActivityMethod activity)
    {
        var method = activity.Method.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, code.Compilation.Assembly))
        {
            return null;
        }

        var found = overrides.Of(method).Where(each => !code.IsGenerated(each)).Take(2).ToArray();
        return found is [var only] ? only : null;
    }

    /// <summary>All operations of a method and of the methods that it calls, as far as they can be read.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isWhole">Whether all calls that are not to .NET could be followed.</param>
    public IReadOnlyList<IOperation> Reach(IMethodSymbol method, out bool isWhole)
    {
        var found = new List<IOperation>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<IMethodSymbol>([method]);
        isWhole = true;
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            if (!seen.Add(next))
            {
                continue;
            }

            foreach (var operation in code.Of(next).Operations)
            {
                found.Add(operation);
                // Code that is not finished, and code that only the run time knows.
                if (operation is IInvalidOperation
                    or IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke })
                {
                    isWhole = false;
                }

                foreach (var call in Calls.Of(operation, code.Symbols))
                {
                    isWhole &= Follow(call, open);
                }
            }
        }

        return found;
    }

    private bool Follow(Call call, Queue<IMethodSymbol> open)
    {
        if (call.Target is not IMethodSymbol method)
        {
            return true;
        }

        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, code.Compilation.Assembly))
        {
            return IsOfPlatform(method);
        }

        var targets = call.IsExact ? [method] : overrides.Of(method).ToList();
        foreach (var target in targets)
        {
            open.Enqueue(target);
        }

        return targets.Count > 0 || method.ContainingType.TypeKind != TypeKind.Interface;
    }

    private static bool IsOfPlatform(IMethodSymbol method)
    {
        var space = method.ContainingNamespace.ToDisplayString();
        return space == "System" || space.StartsWith("System.", StringComparison.Ordinal)
            || space.StartsWith("Microsoft.", StringComparison.Ordinal)
            || space.StartsWith("Cairn.", StringComparison.Ordinal);
    }
}
