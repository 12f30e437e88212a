using System.Collections.Concurrent;
using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>What methods of a compilation do, and what they lead to by the methods that they call.</summary>
internal sealed class CallGraph(WorkflowCode code, IReadOnlyList<IFinder> finders)
{
    private readonly Overrides overrides = new(code.Compilation, code.Symbols.ActivityContractAttribute);
    private readonly ConcurrentDictionary<ISymbol, MemberFacts> facts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<Reached>> reached =
        new(SymbolEqualityComparer.Default);

    /// <summary>What the code of a member does itself.</summary>
    public MemberFacts Of(MemberCode member) => facts.GetOrAdd(member.Member, _ => Read(member));

    /// <summary>
    /// What a call leads to, one finding for each rule. A call of a method with overrides leads to what all of them
    /// lead to: which of them runs is not known, and the others may be for code outside of workflows.
    /// </summary>
    public IReadOnlyList<Reached> LeadsTo(Call call)
    {
        if (call.IsExact)
        {
            return LeadsTo(call.Target);
        }

        var candidates = overrides.Of(call.Target).ToList();
        if (candidates.Count == 0)
        {
            return [];
        }

        var first = LeadsTo(candidates[0]);
        return candidates.Count == 1 ? first : [.. first.Where(each =>
            candidates.TrueForAll(other => LeadsTo(other).Any(one => one.Finding.Rule == each.Finding.Rule)))];
    }

    private IReadOnlyList<Reached> LeadsTo(IMethodSymbol method) => reached.GetOrAdd(method, _ => Search(method));

    // Breadth first, so that the chain of a finding is the shortest one, and a cycle ends.
    private IReadOnlyList<Reached> Search(IMethodSymbol start)
    {
        var found = new Dictionary<Rule, Reached>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<(IMethodSymbol Method, IMethodSymbol[] Chain, Location[] Places)>();
        open.Enqueue((start, [start], []));
        while (open.Count > 0)
        {
            var (method, chain, places) = open.Dequeue();
            if (!seen.Add(method))
            {
                continue;
            }

            foreach (var member in FactsOf(method))
            {
                foreach (var finding in member.Findings)
                {
                    if (finding.Rule.IsTransitive && !found.ContainsKey(finding.Rule))
                    {
                        found.Add(finding.Rule, new(finding, chain, places));
                    }
                }

                foreach (var call in member.Calls)
                {
                    foreach (var next in call.IsExact ? [call.Target] : OnlyOne(call.Target))
                    {
                        open.Enqueue((next, [.. chain, next], [.. places, call.Location]));
                    }
                }
            }
        }

        return [.. found.Values];
    }

    private IEnumerable<IMethodSymbol> OnlyOne(IMethodSymbol method) =>
        overrides.Of(method).Take(2).ToArray() is [var only] ? [only] : [];

    private IEnumerable<MemberFacts> FactsOf(IMethodSymbol method)
    {
        if (!IsFollowed(method))
        {
            yield break;
        }

        yield return Of(code.Of(method));
        if (method.MethodKind == MethodKind.Constructor)
        {
            foreach (var initialiser in code.InitialisersOf(method.ContainingType))
            {
                yield return Of(initialiser);
            }
        }
    }

    // Activities run elsewhere, and the members of workflows are looked at for themselves.
    private bool IsFollowed(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, code.Compilation.Assembly)
        && !code.Symbols.RunsElsewhere(method)
        && !(code.IsWorkflow(method.ContainingType) && !method.IsStatic)
        && !code.IsTrusted(method)
        && !code.IsGenerated(method);

    private MemberFacts Read(MemberCode member)
    {
        var findings = new List<Finding>();
        var calls = new List<Call>();
        foreach (var operation in member.Operations)
        {
            foreach (var finder in finders)
            {
                findings.AddRange(finder.Find(operation, member));
            }

            calls.AddRange(Calls.Of(operation, code.Symbols));
        }

        return findings.Count + calls.Count == 0 ? MemberFacts.None : new(findings, calls);
    }
}
