using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Private methods of a workflow that only its steps call: they do not run as workflow code.</summary>
internal static class StepHelpers
{
    /// <summary>Finds them among the members of a workflow.</summary>
    public static HashSet<ISymbol> Of(IReadOnlyList<MemberCode> members, CallGraph graph, Symbols symbols)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var privates = members.Where(each => each.Member.DeclaredAccessibility == Accessibility.Private)
            .ToDictionary(each => each.Member, SymbolEqualityComparer.Default);
        Follow(
            members.SelectMany(member => member.Elsewhere)
                .SelectMany(region => region.DescendantsAndSelf())
                .SelectMany(operation => Calls.Of(operation, symbols))
                .Select(call => call.Target),
            method => privates.ContainsKey(method) && found.Add(method));
        if (found.Count > 0)
        {
            var own = members.Where(each => !found.Contains(each.Member));
            Follow(own.SelectMany(each => CalledBy(each)), found.Remove);
        }

        return found;

        IEnumerable<ISymbol> CalledBy(MemberCode member) => graph.Of(member).Calls.Select(call => call.Target);

        void Follow(IEnumerable<ISymbol> called, Func<ISymbol, bool> takes)
        {
            var open = new Queue<ISymbol>(called);
            while (open.Count > 0)
            {
                var method = open.Dequeue();
                if (takes(method))
                {
                    foreach (var next in CalledBy(privates[method]))
                    {
                        open.Enqueue(next);
                    }
                }
            }
        }
    }
}
