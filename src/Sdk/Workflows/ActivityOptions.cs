using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>How a workflow wants an activity run. One of the two timeouts to close must be set.</summary>
public class ActivityOptions : ICloneable
{
    /// <summary>From the call to the end of the last attempt; without limit by default.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>From the call to a worker's taking it; without limit by default.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>One attempt; by default as long as <see cref="ScheduleToCloseTimeout"/>.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>Between two heartbeats of an attempt; by default none are asked for.</summary>
    public TimeSpan? HeartbeatTimeout { get; set; }

    /// <summary>
    /// When and how often a failed attempt is tried again; by default without end, with growing pauses.
    /// </summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>What cancelling the call means; TryCancel by default.</summary>
    public ActivityCancellationType CancellationType { get; set; } = ActivityCancellationType.TryCancel;

    /// <summary>What cancels the call; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Whose workers run it; by default the workflow's task queue.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>One line for people who look at the history.</summary>
    public string? Summary { get; set; }

    /// <summary>The id of the activity, unique among those pending; by default the number of the call.</summary>
    public string? ActivityId { get; set; }

    /// <summary>True refuses to have the activity handed out in the answer to the workflow task.</summary>
    public bool DisableEagerActivityExecution { get; set; }

    /// <summary>The place among other tasks; by default the workflow's.</summary>
    public Priority? Priority { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
