using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Api.Common.V1;
using Cairn.Common;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Client;

/// <summary>A start of a workflow that is sent with another call, in one step. It can be used for one call.</summary>
/// <param name="workflow">The workflow type.</param>
/// <param name="args">The arguments.</param>
/// <param name="options">The options of the start; the id conflict policy must be set.</param>
public abstract class WithStartWorkflowOperation(
    string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options) : ICloneable
{
    private int used;

    /// <summary>The workflow type.</summary>
    public string Workflow { get; set; } = workflow;

    /// <summary>The arguments.</summary>
    public IReadOnlyCollection<object?> Args { get; set; } = args;

    /// <summary>The options of the start; the id conflict policy must be set.</summary>
    public WorkflowOptions Options { get; set; } = options;

    /// <summary>The headers sent with the arguments; null means none.</summary>
    public IDictionary<string, Payload>? Headers { get; set; }

    /// <summary>A start by a lambda that calls the run method.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
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
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
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

    /// <summary>A start by a call that a generated class has made.</summary>
    public static WithStartWorkflowOperation<WorkflowHandle<TWorkflow, TResult>> Create<TWorkflow, TResult>(
        WorkflowCall<TWorkflow, TResult> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        ArgumentNullException.ThrowIfNull(options);
        return new(
            workflowRunCall.Target.Name,
            workflowRunCall.Args,
            options,
            static (client, id, runId) => new(client, id, ResultRunId: runId, FirstExecutionRunId: runId));
    }

    /// <summary>A start by a call that a generated class has made.</summary>
    public static WithStartWorkflowOperation<WorkflowHandle<TWorkflow>> Create<TWorkflow>(
        WorkflowCall<TWorkflow> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        ArgumentNullException.ThrowIfNull(options);
        return new(
            workflowRunCall.Target.Name,
            workflowRunCall.Args,
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

    /// <summary>Marks it as used by a call.</summary>
    /// <exception cref="InvalidOperationException">It was used before.</exception>
    internal void Use()
    {
        if (Interlocked.Exchange(ref used, 1) != 0)
        {
            throw new InvalidOperationException("WithStartWorkflowOperation cannot be used twice");
        }
    }

    /// <summary>Records that the workflow was started or found.</summary>
    internal abstract void Started(ICairnClient client, string runId);

    /// <summary>Records that the call failed.</summary>
    internal abstract void Failed(Exception failure);
}
