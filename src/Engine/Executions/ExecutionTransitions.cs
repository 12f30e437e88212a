using Cairn.StateMachines;

namespace Cairn.Engine.Executions;

/// <summary>Takes transitions of the state machines of an execution.</summary>
internal static class ExecutionTransitions
{
    /// <summary>The state after the trigger.</summary>
    /// <param name="table">The state graph.</param>
    /// <param name="state">The execution, whose observer receives the transition.</param>
    /// <param name="from">The state before the trigger.</param>
    /// <param name="on">The trigger.</param>
    /// <exception cref="JournalCorruptException">The graph has no such edge: the journal cannot be true.</exception>
    public static TState Next<TState, TTrigger>(
        this TransitionTable<TState, TTrigger> table, Execution state, TState from, TTrigger on)
        where TState : struct, Enum
        where TTrigger : struct, Enum => table.TryTake(from, on, state.TransitionObserver)
            ?? throw new JournalCorruptException($"{typeof(TState).Name} {from} does not allow {on}.");
}
