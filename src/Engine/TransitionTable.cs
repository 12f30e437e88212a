using System.Collections;

namespace Cairn.Engine;

/// <summary>
/// The whole state graph of one kind of thing, as data: it can be checked, printed and covered by tests.
/// </summary>
/// <typeparam name="TState">The states.</typeparam>
/// <typeparam name="TTrigger">What makes it go from one state to another.</typeparam>
public sealed class TransitionTable<TState, TTrigger> : IEnumerable<(TState From, TTrigger On, TState To)>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState, TTrigger), TState> edges = [];

    /// <summary>Adds an edge; two edges from one state by one trigger are a mistake in the table.</summary>
    public void Add(TState from, TTrigger on, TState to) => edges.Add((from, on), to);

    /// <summary>Whether the graph has this edge.</summary>
    public bool Allows(TState from, TTrigger on) => edges.ContainsKey((from, on));

    /// <summary>The state after the trigger.</summary>
    /// <exception cref="JournalCorruptException">The graph has no such edge: the journal cannot be true.</exception>
    public TState Next(TState from, TTrigger on)
    {
        if (!edges.TryGetValue((from, on), out var to))
        {
            throw new JournalCorruptException($"{typeof(TState).Name} {from} does not allow {on}.");
        }

        Observer?.Invoke(from, on);
        return to;
    }

    /// <summary>
    /// Told of every edge that is taken, for the test that fails on an edge never taken; null otherwise.
    /// </summary>
    public Action<TState, TTrigger>? Observer { get; set; }

    /// <summary>The graph as a Mermaid state diagram.</summary>
    public string ToMermaid() =>
        "stateDiagram-v2\n" + string.Join('\n', this.Select(edge => $"    {edge.From} --> {edge.To}: {edge.On}"));

    /// <inheritdoc/>
    public IEnumerator<(TState From, TTrigger On, TState To)> GetEnumerator() =>
        edges.Select(edge => (edge.Key.Item1, edge.Key.Item2, edge.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
