using Cairn.StateMachines;

namespace Cairn.Sdk.Replay;

/// <summary>How machines of the replay take edges.</summary>
internal static class ReplayTransitions
{
    /// <summary>Takes an edge, which a history that fits the code always has.</summary>
    /// <param name="table">The state graph.</param>
    /// <param name="from">Where the machine stands.</param>
    /// <param name="on">What happens to it.</param>
    /// <param name="kind">What the machine is of, for messages.</param>
    /// <param name="name">What people call that one, for messages.</param>
    /// <param name="observer">Sees the edge; null for none.</param>
    /// <exception cref="NondeterminismException">There is no such edge.</exception>
    public static TState Take<TState, TTrigger>(
        this TransitionTable<TState, TTrigger> table,
        TState from,
        TTrigger on,
        string kind,
        string name,
        ITransitionObserver? observer)
        where TState : struct, Enum
        where TTrigger : struct, Enum => table.TryTake(from, on, observer)
            ?? throw new NondeterminismException($"{kind} \"{name}\" is {from} and cannot take {on} from the history.");
}
