namespace Cairn.StateMachines;

/// <summary>Sees every edge that the state machines of one run take: a test fails on an edge that none takes.</summary>
public interface ITransitionObserver
{
    /// <summary>An edge is taken.</summary>
    void OnTaken<TState, TTrigger>(Transition<TState, TTrigger> edge)
        where TState : struct, Enum
        where TTrigger : struct, Enum;
}
