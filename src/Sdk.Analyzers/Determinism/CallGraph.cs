using System.Collections.Concurrent;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>What methods of a compilation do, and what they lead to by the methods that they call.</summary>
internal sealed class CallGraph(WorkflowCode code, IReadOnlyList<IFinder> finders)
{
    // A static initialiser runs once in a process, so what it does matters only for the value that it leaves.
    private static readonly HashSet<Rule> OfValues =
    [
        TimeRules.Clock, TimeRules.Stopwatch, TimeRules.SystemTimeProvider, TimeRules.Random, TimeRules.Identity,
        TimeRules.HashCode, TimeRules.Culture, StateRules.Files, StateRules.Network, StateRules.Services,
        StateRules.Environment,
    ];

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
        if (call.IsExact || call.Target is not IMethodSymbol method)
        {
            return LeadsTo(call.Target);
        }

        var candidates = overrides.Of(method).ToList();
        if (candidates.Count == 0)
        {
            return [];
        }

        var first = LeadsTo(candidates[0]);
        return candidates.Count == 1 ? first : [.. first.Where(each =>
            candidates.TrueForAll(other => LeadsTo(other).Any(one => one.Finding.Rule == each.Finding.Rule)))];
    }

    private IReadOnlyList<Reached> LeadsTo(ISymbol code) => reached.GetOrAdd(code, _ => Search(code));

    // Breadth first, so that the chain of a finding is the shortest one, and a cycle ends.
    private IReadOnlyList<Reached> Search(ISymbol start)
    {
        var found = new Dictionary<Rule, Reached>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var seenForValue = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<(ISymbol Code, ISymbol[] Chain, Location[] Places, bool IsForValue)>();
        open.Enqueue((start, [start], [], start is not IMethodSymbol));
        while (open.Count > 0)
        {
            var (next, chain, places, isForValue) = open.Dequeue();
            if (seen.Contains(next) || !(isForValue ? seenForValue : seen).Add(next))
            {
                continue;
            }

            foreach (var member in FactsOf(next))
            {
                foreach (var finding in member.Findings)
                {
                    if (finding.Rule.IsTransitive
                        && (!isForValue || finding.IsDeferred || OfValues.Contains(finding.Rule))
                        && !found.ContainsKey(finding.Rule))
                    {
                        found.Add(finding.Rule, new(finding, chain, places));
                    }
                }

                foreach (var call in member.Calls)
                {
                    var isKept = next is not IMethodSymbol && IsDeferred(call.Operation);
                    foreach (var target in TargetsOf(call))
                    {
                        open.Enqueue((
                            target,
                            [.. chain, target],
                            [.. places, call.Location],
                            target is not IMethodSymbol || (isForValue && !isKept)));
                    }
                }
            }
        }

        return [.. found.Values];
    }

    private ISymbol[] TargetsOf(Call call) =>
        call.IsExact || call.Target is not IMethodSymbol method ? [call.Target]
        : overrides.Of(method).Take(2).ToArray() is [var only] ? [only]
        : [];

    private IEnumerable<MemberFacts> FactsOf(ISymbol symbol)
    {
        if (!IsFollowed(symbol))
        {
            yield break;
        }

        yield return Of(code.Of(symbol));
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
        {
            foreach (var initialiser in code.InitialisersOf(constructor.ContainingType))
            {
                yield return Of(initialiser);
            }

            if (BaseOf(constructor) is { } parent)
            {
                yield return new([], [new(parent, constructor.Locations[0], IsExact: true)]);
            }
        }
    }

    // The constructor of the base class that one calls without a word.
    private static IMethodSymbol? BaseOf(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax() switch
        {
            TypeDeclarationSyntax type => type.BaseList?.Types.Any(each => each is PrimaryConstructorBaseTypeSyntax),
            ConstructorDeclarationSyntax written => written.Initializer is not null,
            _ => false,
        } == true
            ? null
            : constructor.ContainingType.BaseType?.InstanceConstructors
                .FirstOrDefault(each => each.Parameters.IsEmpty)?.OriginalDefinition;

    // Activities run elsewhere, and the members of workflows are looked at for themselves.
    private bool IsFollowed(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, code.Compilation.Assembly)
        && !(symbol is IMethodSymbol method && code.Symbols.RunsElsewhere(method))
        && !(code.IsWorkflow(symbol.ContainingType) && !symbol.IsStatic)
        && !code.IsTrusted(symbol)
        && !code.IsGenerated(symbol);

    // A lambda or a method that a member keeps runs where it is called.
    private static bool IsDeferred(IOperation? operation) => operation is IMethodReferenceOperation
        || (operation is not null && Flow.FunctionOf(operation) is not null);

    private MemberFacts Read(MemberCode member)
    {
        var findings = new List<Finding>();
        var calls = new List<Call>();
        foreach (var operation in member.Operations)
        {
            var isDeferred = member.Member is not IMethodSymbol && IsDeferred(operation);
            foreach (var finding in finders.SelectMany(each => each.Find(operation, member)))
            {
                findings.Add(isDeferred ? finding with { IsDeferred = true } : finding);
            }

            calls.AddRange(Calls.Of(operation, code.Symbols));
        }

        return findings.Count + calls.Count == 0 ? MemberFacts.None : new(findings, calls);
    }
}
