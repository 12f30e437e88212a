namespace Cairn.Sdk.Replay;

/// <summary>One edge of a state graph.</summary>
internal sealed class Transition<TState, TTrigger>(TState from, TTrigger on, TState to)
{
    /// <summary>The state it leaves.</summary>
    public TState From => from;

    /// <summary>What makes a machine take it.</summary>
    public TTrigger On => on;

    /// <summary>The state it leads to.</summary>
    public TState To => to;

    /// <summary>Whether any machine has taken it.</summary>
    public bool Taken { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{From} --{On}--> {To}";
}
