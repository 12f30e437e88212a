using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>
/// How to run an activity. StartToCloseTimeout or ScheduleToCloseTimeout must be set, here or by
/// <see cref="Activities.ActivityDefaultsAttribute"/>.
/// </summary>
public class ActivityOptions : ICloneable
{
    /// <summary>The limit from the call to the end of the last attempt; none by default.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>The limit from the call until a worker starts it; none by default.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>The limit of one attempt; by default as long as <see cref="ScheduleToCloseTimeout"/>.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>The limit between two heartbeats of an attempt; by default no heartbeats are required.</summary>
    public TimeSpan? HeartbeatTimeout { get; set; }

    /// <summary>
    /// When and how often a failed attempt is tried again; by default without limit, with growing pauses.
    /// </summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>What cancelling the call does; TryCancel by default.</summary>
    public ActivityCancellationType CancellationType { get; set; } = ActivityCancellationType.TryCancel;

    /// <summary>The token that cancels the call; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>The task queue of the workers that run it; by default the workflow's task queue.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>A one-line summary, shown with the history.</summary>
    public string? Summary { get; set; }

    /// <summary>The id of the activity, unique among pending activities; by default its sequence number.</summary>
    public string? ActivityId { get; set; }

    /// <summary>True forbids the server to hand the activity out in its answer to the workflow task.</summary>
    public bool DisableEagerActivityExecution { get; set; }

    /// <summary>The priority of its tasks; by default the workflow's.</summary>
    public Priority? Priority { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
