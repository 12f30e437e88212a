namespace Cairn.StateMachines;

/// <summary>
/// Receives every transition that the state machines of one run take: tests fail if no test takes a transition.
/// </summary>
public interface ITransitionObserver
{
    /// <summary>A transition is taken.</summary>
    void OnTaken<TState, TTrigger>(Transition<TState, TTrigger> edge)
        where TState : struct, Enum
        where TTrigger : struct, Enum;
}
