using System.Collections;

namespace Cairn.Sdk.Replay;

/// <summary>The whole state graph of one kind of machine, as data: it can be checked, printed and covered.</summary>
/// <param name="initial">The state that a machine is born in.</param>
internal sealed class TransitionTable<TState, TTrigger>(TState initial) : IEnumerable<Transition<TState, TTrigger>>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState From, TTrigger On), Transition<TState, TTrigger>> edges = [];

    /// <summary>The state that a machine is born in.</summary>
    public TState Initial => initial;

    /// <summary>The edges that no machine of this process has taken yet: what the tests do not cover.</summary>
    public IEnumerable<Transition<TState, TTrigger>> Untaken => edges.Values.Where(edge => !edge.Taken);

    /// <summary>Adds an edge; for collection initialisers.</summary>
    public void Add(TState from, TTrigger on, TState to) => edges.Add((from, on), new(from, on, to));

    /// <summary>Takes the edge if there is one.</summary>
    public bool TryTake(TState from, TTrigger on, out TState to)
    {
        if (!edges.TryGetValue((from, on), out var edge))
        {
            to = from;
            return false;
        }

        // A race between two threads writes the same value twice, and a read is cheaper than a shared write.
        if (!edge.Taken)
        {
            edge.Taken = true;
        }

        to = edge.To;
        return true;
    }

    /// <summary>Takes the edge, which a history that fits the code always has.</summary>
    /// <exception cref="NondeterminismException">There is no such edge.</exception>
    public TState Take(TState from, TTrigger on, string kind, string name) => TryTake(from, on, out var to)
        ? to
        : throw new NondeterminismException($"{kind} \"{name}\" is {from} and cannot take {on} from the history.");

    /// <summary>The graph as a mermaid state diagram, for the documentation.</summary>
    public string ToMermaid() => string.Join(
        '\n',
        edges.Values.Select(edge => $"    {edge.From} --> {edge.To}: {edge.On}")
            .Prepend($"    [*] --> {initial}")
            .Prepend("stateDiagram-v2"));

    /// <inheritdoc/>
    public IEnumerator<Transition<TState, TTrigger>> GetEnumerator() => edges.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
