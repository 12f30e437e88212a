using System.Linq.Expressions;
using Cairn.Api.Common.V1;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>A start of a workflow that goes with another call, in one step. It is good for one call.</summary>
/// <param name="workflow">The workflow type.</param>
/// <param name="args">The arguments.</param>
/// <param name="options">How it is started; the id conflict policy must be set.</param>
public abstract class WithStartWorkflowOperation(
    string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options) : ICloneable
{
    private int used;

    /// <summary>The workflow type.</summary>
    public string Workflow { get; set; } = workflow;

    /// <summary>The arguments.</summary>
    public IReadOnlyCollection<object?> Args { get; set; } = args;

    /// <summary>How it is started; the id conflict policy must be set.</summary>
    public WorkflowOptions Options { get; set; } = options;

    /// <summary>Values beside the arguments; null means none.</summary>
    public IDictionary<string, Payload>? Headers { get; set; }

    /// <summary>A start by a lambda that calls the run method.</summary>
    public static WithStartWorkflowOperation<WorkflowHandle<TWorkflow, TResult>> Create<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(workflowRunCall);
        return new(
            WorkflowNames.OfRun(method),
            args,
            options,
            static (client, id, runId) => new(client, id, ResultRunId: runId, FirstExecutionRunId: runId));
    }

    /// <summary>A start by a lambda that calls the run method.</summary>
    public static WithStartWorkflowOperation<WorkflowHandle<TWorkflow>> Create<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(workflowRunCall);
        return new(
            WorkflowNames.OfRun(method),
            args,
            options,
            static (client, id, runId) => new(client, id, ResultRunId: runId, FirstExecutionRunId: runId));
    }

    /// <summary>A start by the name of the workflow type.</summary>
    public static WithStartWorkflowOperation<WorkflowHandle> Create(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        return new(
                workflow,
                args,
                options,
                static (client, id, runId) => new(client, id, ResultRunId: runId, FirstExecutionRunId: runId));
    }

    /// <inheritdoc/>
    public abstract object Clone();

    /// <summary>Takes it for a call.</summary>
    /// <exception cref="InvalidOperationException">It was taken before.</exception>
    internal void Use()
    {
        if (Interlocked.Exchange(ref used, 1) != 0)
        {
            throw new InvalidOperationException("WithStartWorkflowOperation cannot be used twice");
        }
    }

    /// <summary>The workflow is there.</summary>
    internal abstract void Started(ICairnClient client, string runId);

    /// <summary>The call failed.</summary>
    internal abstract void Failed(Exception failure);
}
