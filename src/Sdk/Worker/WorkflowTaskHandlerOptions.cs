using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Worker.Metrics;
using Google.Protobuf;

namespace Cairn.Worker;

/// <summary>What the handler of workflow tasks needs from its worker.</summary>
internal sealed record WorkflowTaskHandlerOptions : WorkflowRunnerOptions
{
    /// <summary>Reads a page of a run's history; an empty token means the first page.</summary>
    public required Func<WorkflowExecution, ByteString, CancellationToken, Task<GetWorkflowExecutionHistoryResponse>>
        FetchHistoryAsync
    { get; init; }

    /// <summary>How many runs are cached between their tasks; 0 caches none.</summary>
    public int MaxCachedWorkflows { get; init; } = 10_000;

    /// <summary>
    /// How long code may run without waiting before its task fails, as in Temporal's SDKs; null means without limit.
    /// </summary>
    public TimeSpan? DeadlockTimeout { get; init; } = ActivationWatchdog.DefaultLimit;

    /// <summary>
    /// How long a task is delayed if its workflow waits for nothing that the server can deliver: long enough to notice
    /// a continuation that left the workflow's thread and returns, too short to matter.
    /// </summary>
    public TimeSpan EscapeGrace { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs local activities; null if there is no worker, as in tests of workflows that have none.</summary>
    public LocalActivityWorker? LocalActivities { get; init; }

    /// <summary>The clock by which tasks with local activities are answered in time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The failures of runs whose tasks fail again and again, for the log.</summary>
    public RepeatedFailures Failures { get; } = new();

    /// <summary>Takes what the cache does; null if it is not measured.</summary>
    public WorkerMetrics? WorkerMetrics { get; init; }

    /// <summary>The log of the handler.</summary>
    public static WorkflowTaskHandlerOptions Of(WorkerScope scope) => new()
    {
        Workflows = [.. scope.Options.Workflows],
        Namespace = scope.Namespace,
        DataConverter = scope.WorkflowDataConverter,
        LoggerFactory = scope.LoggerFactory,
        LocalActivities = new(scope),
        Time = scope.Time,
        FailureExceptionTypes = scope.Options.WorkflowFailureExceptionTypes ?? [],
        Interceptors = scope.Interceptors,
        TaskQueue = scope.TaskQueue,
        BuildId = scope.BuildId,
        NoticesTimers = !scope.Options.DisableWorkflowTracingEventListener,
        StackTrace = scope.Options.WorkflowStackTrace,
        Metrics = scope.Metrics,
        WorkerMetrics = scope.WorkerMetrics,
        ActivityDefaults = scope.Activities.DefaultsOf,
        PatchActivation = scope.Options.PatchActivationCallback,
        TaskEvents = scope.Options.TaskEvents,
        MaxCachedWorkflows = scope.StickyQueue is null ? 0 : scope.Options.MaxCachedWorkflows,
        DeadlockTimeout = scope.Options.DebugMode ? null : ActivationWatchdog.DefaultLimit,
        FetchHistoryAsync = (execution, page, cancellationToken) => scope.Reports.GetWorkflowExecutionHistoryAsync(
            new() { Namespace = scope.Namespace, Execution = execution, NextPageToken = page },
            new RpcContext(CancellationToken: cancellationToken)),
    };
}
