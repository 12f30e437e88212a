namespace Cairn.Cli.Tracing;

/// <summary>A line of a trace: a workflow, an activity or a timer, and what belongs to it.</summary>
/// <param name="label">What it is, with its name.</param>
/// <param name="began">When it began.</param>
internal sealed class TraceNode(string label, DateTimeOffset began)
{
    /// <summary>What it is, with its name.</summary>
    public string Label { get; set; } = label;

    /// <summary>How far it is.</summary>
    public TraceState State { get; set; } = TraceState.Waiting;

    /// <summary>When it began.</summary>
    public DateTimeOffset Began { get; set; } = began;

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? Ended { get; set; }

    /// <summary>Its attempt; 0 if it has none.</summary>
    public int Attempt { get; set; }

    /// <summary>Why it failed, or what it waits for, in a line.</summary>
    public string? Note { get; set; }

    /// <summary>What belongs to it, in the order of the history.</summary>
    public List<TraceNode> Children { get; } = [];

    /// <summary>Ends it.</summary>
    public void End(TraceState state, DateTimeOffset time, string? note = null) =>
        (State, Ended, Note) = (state, time, note);
}
