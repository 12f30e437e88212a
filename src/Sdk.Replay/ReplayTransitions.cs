using Cairn.StateMachines;

namespace Cairn.Sdk.Replay;

/// <summary>Takes transitions of the replay's state machines.</summary>
internal static class ReplayTransitions
{
    /// <summary>Takes a transition. A history that fits the code always has one.</summary>
    /// <param name="table">The state graph.</param>
    /// <param name="from">The current state.</param>
    /// <param name="on">The trigger.</param>
    /// <param name="kind">The kind of thing that the machine describes, for messages.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="observer">Called with the transition; null for none.</param>
    /// <exception cref="NondeterminismException">The table has no such transition.</exception>
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
