namespace Cairn.StateMachines;

/// <summary>One transition of a state graph.</summary>
/// <param name="From">The state before the transition.</param>
/// <param name="On">The trigger.</param>
/// <param name="To">The state after the transition.</param>
public sealed record Transition<TState, TTrigger>(TState From, TTrigger On, TState To)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    /// <inheritdoc/>
    public override string ToString() => $"{typeof(TState).Name} {From} --{On}--> {To}";
}
