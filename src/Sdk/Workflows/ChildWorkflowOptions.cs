using Cairn.Api.Enums.V1;
using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>How to run a child.</summary>
public class ChildWorkflowOptions : ICloneable
{
    /// <summary>The child's workflow id; by default a random one, the same in a replay.</summary>
    public string? Id { get; set; }

    /// <summary>The task queue; by default the parent's.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>A one-line summary that never changes, shown in dashboards.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>Several lines of Markdown that never change, shown in dashboards.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>When and how often a failed child is tried again; never by default.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>What cancelling the call does; WaitCancellationCompleted by default.</summary>
    public ChildWorkflowCancellationType CancellationType { get; set; } =
        ChildWorkflowCancellationType.WaitCancellationCompleted;

    /// <summary>The token that cancels the call; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>What happens to the child when the parent ends; it is terminated by default.</summary>
    public ParentClosePolicy ParentClosePolicy { get; set; } = ParentClosePolicy.Terminate;

    /// <summary>How long all runs of the child together may take; without limit by default.</summary>
    public TimeSpan? ExecutionTimeout { get; set; }

    /// <summary>How long one run of the child may take; without limit by default.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>How long one workflow task of the child may take; 10 s by default.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Whether the id of a closed workflow may be used again; it may by default.</summary>
    public WorkflowIdReusePolicy IdReusePolicy { get; set; } = WorkflowIdReusePolicy.AllowDuplicate;

    /// <summary>The cron schedule; none by default.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>The memo.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>The search attributes.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>The priority of its tasks; by default the parent's.</summary>
    public Priority? Priority { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
