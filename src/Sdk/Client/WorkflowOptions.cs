using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Api.Enums.V1;
using Cairn.Common;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Client;

/// <summary>The options with which a workflow is started.</summary>
public class WorkflowOptions : ICloneable
{
    /// <summary>Creates options whose id and task queue are set later.</summary>
    public WorkflowOptions()
    {
    }

    /// <summary>Creates options with the required values.</summary>
    public WorkflowOptions(string id, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(taskQueue);
        (Id, TaskQueue) = (id, taskQueue);
    }

    /// <summary>The workflow id. At most one open run has it at a time. Required.</summary>
    public string? Id { get; set; }

    /// <summary>The task queue of its workers. Required.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>A one-line summary in Markdown, shown in dashboards; null means none.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>Details of several lines in Markdown, shown in dashboards; null means none.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>The limit over all runs, including retries and continuations; null means none.</summary>
    public TimeSpan? ExecutionTimeout { get; set; }

    /// <summary>The limit of one run; null means <see cref="ExecutionTimeout"/>.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>The limit of one workflow task; null means 10 s.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Whether a closed workflow's id may be used again. Default yes.</summary>
    public WorkflowIdReusePolicy IdReusePolicy { get; set; } = WorkflowIdReusePolicy.AllowDuplicate;

    /// <summary>What happens if a workflow with the id is open. By default the start fails.</summary>
    public WorkflowIdConflictPolicy IdConflictPolicy { get; set; } = WorkflowIdConflictPolicy.Unspecified;

    /// <summary>When and how often a failed workflow is run again; null means never.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>The cron expression by which the workflow runs again; null means none.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>The memo, which descriptions and lists show; null means none.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>The search attributes, by which lists find it; null means none.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>The delay of the first workflow task; null means none.</summary>
    public TimeSpan? StartDelay { get; set; }

    /// <summary>A signal that is sent in the same step, even if the workflow already runs; null means none.</summary>
    public string? StartSignal { get; set; }

    /// <summary>The arguments of <see cref="StartSignal"/>; null means none.</summary>
    public IReadOnlyCollection<object?>? StartSignalArgs { get; set; }

    /// <summary>Its priority; null means the default.</summary>
    public Priority? Priority { get; set; }

    /// <summary>
    /// True lets the first workflow task go at once to a worker of the same client, if one runs on the task queue and
    /// has a free slot: it saves a poll. Without effect together with a start signal or an update. Default false.
    /// </summary>
    public bool RequestEagerStart { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <summary>Sends a signal in the same step, by a lambda that calls its method.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public void SignalWithStart<TWorkflow>(Expression<Func<TWorkflow, Task>> signalCall)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        var (method, args) = ExpressionCall.Extract(signalCall);
        SignalWithStart(WorkflowNames.OfSignal(method), args);
    }

    /// <summary>Sends a signal in the same step, by a call that a generated class has made.</summary>
    public void SignalWithStart<TWorkflow>(SignalCall<TWorkflow> signalCall)
    {
        ArgumentNullException.ThrowIfNull(signalCall.Target, nameof(signalCall));
        SignalWithStart(signalCall.Target.Name, signalCall.Args);
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
