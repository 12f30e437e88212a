using Cairn.Api.Enums.V1;
using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>How a workflow wants a child run.</summary>
public class ChildWorkflowOptions : ICloneable
{
    /// <summary>The child's workflow id; by default a random one that a replay repeats.</summary>
    public string? Id { get; set; }

    /// <summary>The task queue; by default the parent's.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>One line for people, that never changes.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>Several lines for people, Markdown, that never change.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>When and how often a failed child is tried again; never by default.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>What cancelling the call means; WaitCancellationCompleted by default.</summary>
    public ChildWorkflowCancellationType CancellationType { get; set; } =
        ChildWorkflowCancellationType.WaitCancellationCompleted;

    /// <summary>What cancels the call; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>What becomes of the child when the parent ends; it is terminated by default.</summary>
    public ParentClosePolicy ParentClosePolicy { get; set; } = ParentClosePolicy.Terminate;

    /// <summary>How long all runs of the child together may take; without limit by default.</summary>
    public TimeSpan? ExecutionTimeout { get; set; }

    /// <summary>How long one run of the child may take; without limit by default.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>How long one workflow task of the child may take; 10 s by default.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Whether an id may be taken that a closed workflow had; it may by default.</summary>
    public WorkflowIdReusePolicy IdReusePolicy { get; set; } = WorkflowIdReusePolicy.AllowDuplicate;

    /// <summary>The cron schedule; none by default.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>The memo.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>The search attributes.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>The place among other tasks; by default the parent's.</summary>
    public Priority? Priority { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
