namespace Cairn.StateMachines;

/// <summary>One edge of a state graph.</summary>
/// <param name="From">The state it leaves.</param>
/// <param name="On">What makes it taken.</param>
/// <param name="To">The state it leads to.</param>
public sealed record Transition<TState, TTrigger>(TState From, TTrigger On, TState To)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    /// <inheritdoc/>
    public override string ToString() => $"{typeof(TState).Name} {From} --{On}--> {To}";
}
