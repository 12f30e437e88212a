namespace Samples.Timelines;

/// <summary>What a lane of a timeline shows.</summary>
public enum LaneKind
{
    /// <summary>Calls of an activity.</summary>
    Activity,

    /// <summary>Calls of a local activity, or steps.</summary>
    LocalActivity,

    /// <summary>Timers.</summary>
    Timer,

    /// <summary>Child workflows.</summary>
    Child,

    /// <summary>Updates, from their acceptance to their end.</summary>
    Update,

    /// <summary>Signals, when they arrived.</summary>
    Signal,

    /// <summary>The request to cancel the workflow.</summary>
    Cancellation,
}
