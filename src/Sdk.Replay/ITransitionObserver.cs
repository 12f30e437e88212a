namespace Cairn.Sdk.Replay;

/// <summary>
/// Told of every edge that the machines of one run take, for the test that fails on an edge never taken.
/// </summary>
internal interface ITransitionObserver
{
    /// <summary>A machine takes an edge.</summary>
    void OnTaken<TState, TTrigger>(Transition<TState, TTrigger> edge)
        where TState : struct, Enum
        where TTrigger : struct, Enum;
}
