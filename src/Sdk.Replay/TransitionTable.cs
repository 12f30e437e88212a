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

    /// <summary>Adds an edge; for collection initialisers.</summary>
    public void Add(TState from, TTrigger on, TState to) => edges.Add((from, on), new(from, on, to));

    /// <summary>Takes the edge, which a history that fits the code always has.</summary>
    /// <param name="from">Where the machine stands.</param>
    /// <param name="on">What happens to it.</param>
    /// <param name="kind">What the machine is of, for messages.</param>
    /// <param name="name">What people call that one, for messages.</param>
    /// <param name="observer">Told of the edge; null tells nobody.</param>
    /// <exception cref="NondeterminismException">There is no such edge.</exception>
    public TState Take(TState from, TTrigger on, string kind, string name, ITransitionObserver? observer)
    {
        if (!edges.TryGetValue((from, on), out var edge))
        {
            throw new NondeterminismException($"{kind} \"{name}\" is {from} and cannot take {on} from the history.");
        }

        observer?.OnTaken(edge);
        return edge.To;
    }

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
