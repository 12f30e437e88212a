using System.Linq.Expressions;
using Cairn.Api.Enums.V1;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>How a workflow is started.</summary>
public class WorkflowOptions : ICloneable
{
    /// <summary>Creates options whose id and task queue are set later.</summary>
    public WorkflowOptions()
    {
    }

    /// <summary>Creates options with what is required.</summary>
    public WorkflowOptions(string id, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(taskQueue);
        (Id, TaskQueue) = (id, taskQueue);
    }

    /// <summary>The workflow id, at most one open run has it at a time. Required.</summary>
    public string? Id { get; set; }

    /// <summary>The task queue of its workers. Required.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>One line for people, in Markdown; null means none.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>More lines for people, in Markdown; null means none.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>The limit over all runs, retries and continuations included; null means none.</summary>
    public TimeSpan? ExecutionTimeout { get; set; }

    /// <summary>The limit of one run; null means <see cref="ExecutionTimeout"/>.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>The limit of one workflow task; null means 10 s.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Whether a closed workflow's id may be used again. Default yes.</summary>
    public WorkflowIdReusePolicy IdReusePolicy { get; set; } = WorkflowIdReusePolicy.AllowDuplicate;

    /// <summary>What happens if the id belongs to an open workflow. The default fails the start.</summary>
    public WorkflowIdConflictPolicy IdConflictPolicy { get; set; } = WorkflowIdConflictPolicy.Unspecified;

    /// <summary>How a failed workflow is run again; null means it is not.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>When the workflow is run again after each run, as a cron expression; null means it is not.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>Values that descriptions and lists show; null means none.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>Values by which lists find it; null means none.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>The wait before the first workflow task; null means none.</summary>
    public TimeSpan? StartDelay { get; set; }

    /// <summary>A signal that is sent in the same step, also if the workflow runs already; null means none.</summary>
    public string? StartSignal { get; set; }

    /// <summary>The arguments of <see cref="StartSignal"/>; null means none.</summary>
    public IReadOnlyCollection<object?>? StartSignalArgs { get; set; }

    /// <summary>Its priority; null means the default.</summary>
    public Priority? Priority { get; set; }

    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <summary>Sends a signal in the same step, by a lambda that calls its method.</summary>
    public void SignalWithStart<TWorkflow>(Expression<Func<TWorkflow, Task>> signalCall)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        var (method, args) = ExpressionCall.Extract(signalCall);
        SignalWithStart(WorkflowNames.OfSignal(method), args);
    }

    /// <summary>Sends a signal in the same step, by name.</summary>
    public void SignalWithStart(string signal, IReadOnlyCollection<object?> args)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(args);
        (StartSignal, StartSignalArgs) = (signal, args);
    }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
