using System.Collections;

namespace Cairn.StateMachines;

/// <summary>
/// The state graph of a state machine, as data: it decides which transitions are allowed, and can be printed and
/// covered by tests.
/// </summary>
/// <typeparam name="TState">The states.</typeparam>
/// <typeparam name="TTrigger">What makes it go from one state to another.</typeparam>
/// <param name="initial">The initial state. Default: the first one.</param>
public sealed class TransitionTable<TState, TTrigger>(TState initial = default)
    : IEnumerable<Transition<TState, TTrigger>>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState From, TTrigger On), Transition<TState, TTrigger>> edges = [];

    /// <summary>The initial state.</summary>
    public TState Initial => initial;

    /// <summary>Adds a transition, for collection initializers.</summary>
    /// <exception cref="ArgumentException">The state has an edge for this trigger already.</exception>
    public void Add(TState from, TTrigger on, TState to) => edges.Add((from, on), new(from, on, to));

    /// <summary>Whether the graph has a transition.</summary>
    public bool Allows(TState from, TTrigger on) => edges.ContainsKey((from, on));

    /// <summary>The state after the trigger; null if the graph has no such transition.</summary>
    /// <param name="from">The state before it.</param>
    /// <param name="on">The trigger.</param>
    /// <param name="observer">Receives the transition if it is taken; null for none.</param>
    public TState? TryTake(TState from, TTrigger on, ITransitionObserver? observer)
    {
        if (!edges.TryGetValue((from, on), out var edge))
        {
            return null;
        }

        observer?.OnTaken(edge);
        return edge.To;
    }

    /// <summary>The graph as a Mermaid state diagram.</summary>
    public string ToMermaid() => string.Join(
        '\n',
        edges.Values.Select(edge => $"    {edge.From} --> {edge.To}: {edge.On}")
            .Prepend($"    [*] --> {initial}")
            .Prepend("stateDiagram-v2"));

    /// <inheritdoc/>
    public IEnumerator<Transition<TState, TTrigger>> GetEnumerator() => edges.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
