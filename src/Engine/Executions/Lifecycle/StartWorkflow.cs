using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Signals;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Rules;
using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Begins a run, or finds the run that a start is answered with.</summary>
public static class StartWorkflow
{
    /// <summary>Decides a start that passed <see cref="StartRules"/>.</summary>
    /// <param name="current">The newest run of the workflow id; null if there is none.</param>
    /// <param name="request">The request; its request id is set.</param>
    /// <param name="runId">The id of the run, if one begins.</param>
    /// <param name="now">The time.</param>
    /// <param name="signal">A signal that a new run receives before its first workflow task; null for none.</param>
    public static StartDecision Decide(
        Execution? current,
        StartWorkflowExecutionRequest request,
        RunId runId,
        DateTimeOffset now,
        SignalWorkflowExecutionRequest? signal = null) =>
        Decide(current, request, runId, now, signal, StartOrigin.OfClient);

    /// <summary>Decides a start of a client or of a parent.</summary>
    internal static StartDecision Decide(
        Execution? current,
        StartWorkflowExecutionRequest request,
        RunId runId,
        DateTimeOffset now,
        SignalWorkflowExecutionRequest? signal,
        StartOrigin origin)
    {
        if (current is null)
        {
            return new StartDecision.Begun(Begin(request, runId, now, signal, origin), Terminated: null);
        }

        if (current.StartRequestId == request.RequestId || current.AttachedRequestIds.ContainsKey(request.RequestId))
        {
            return new StartDecision.Answered(
                new Turn(current, now), IsStarter: current.StartRequestId == request.RequestId);
        }

        return current.IsOpen
            ? BesideOpen(current, request, runId, now, signal, origin)
            : AfterClosed(current, request.WorkflowIdReusePolicy) is { } refusal
                ? new StartDecision.Refused(refusal)
                : new StartDecision.Begun(Begin(request, runId, now, signal, origin), Terminated: null);
    }

    private static StartDecision BesideOpen(
        Execution current,
        StartWorkflowExecutionRequest request,
        RunId runId,
        DateTimeOffset now,
        SignalWorkflowExecutionRequest? signal,
        StartOrigin origin)
    {
        var turn = new Turn(current, now);
        if (request.WorkflowIdReusePolicy == WorkflowIdReusePolicy.TerminateIfRunning
            || request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.TerminateExisting)
        {
            TerminateWorkflow.ForNewRun(turn, runId);
            return new StartDecision.Begun(Begin(request, runId, now, signal, origin), turn);
        }

        if (request.WorkflowIdConflictPolicy != WorkflowIdConflictPolicy.UseExisting)
        {
            return new StartDecision.Refused(Exists(
                current,
                $"Workflow execution is already running. WorkflowId: {current.Key.WorkflowId}, "
                + $"RunId: {current.Key.RunId}."));
        }

        if (request.OnConflictOptions is { AttachRequestId: true } options)
        {
            if (Attach(turn, request, options) is { } refusal)
            {
                return new StartDecision.Refused(refusal);
            }
        }

        return new StartDecision.Answered(turn, IsStarter: false);
    }

    /// <summary>Attaches to the existing run what the request asks for.</summary>
    private static Refusal? Attach(Turn turn, StartWorkflowExecutionRequest request, OnConflictOptions options)
    {
        var attached = new WorkflowExecutionOptionsUpdatedEventAttributes { AttachedRequestId = request.RequestId };
        if (options.AttachCompletionCallbacks)
        {
            attached.AttachedCompletionCallbacks.Add(request.CompletionCallbacks);
        }

        var known = turn.State.Callbacks.Count;
        if (known + attached.AttachedCompletionCallbacks.Count > Limits.Callbacks)
        {
            return new(
                RpcException.StatusCode.FailedPrecondition,
                $"cannot attach more than {Limits.Callbacks} callbacks to a workflow ({known} callbacks already "
                + "attached)");
        }

        var hadTask = turn.State.Task is not null;
        var updated = new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionOptionsUpdated,
            WorkflowExecutionOptionsUpdatedEventAttributes = attached,
        };
        if (options.AttachLinks)
        {
            updated.Links.Add(request.Links);
        }

        turn.Write(updated);
        if (hadTask)
        {
            ScheduleWorkflowTask.IfNeeded(turn); // The event replaced a transient task.
        }

        return null;
    }

    private static Refusal? AfterClosed(Execution current, WorkflowIdReusePolicy policy)
    {
        var who = $"WorkflowId: {current.Key.WorkflowId}, RunId: {current.Key.RunId}. Workflow Id reuse policy:";
        return policy switch
        {
            WorkflowIdReusePolicy.RejectDuplicate => Exists(
                current, $"Workflow execution already finished. {who} reject duplicate workflow Id."),
            WorkflowIdReusePolicy.AllowDuplicateFailedOnly
                when current.Status == WorkflowExecutionStatus.Completed => Exists(
                    current,
                    $"Workflow execution already finished successfully. {who} allow duplicate workflow Id if last "
                    + "run failed."),
            _ => null,
        };
    }

    private static Refusal Exists(Execution current, string message) => new(
        RpcException.StatusCode.AlreadyExists,
        message,
        new WorkflowExecutionAlreadyStartedFailure
        {
            StartRequestId = current.StartRequestId,
            RunId = current.Key.RunId.Value,
            FirstExecutionRunId = current.Started.FirstExecutionRunId,
        });

    private static Turn Begin(
        StartWorkflowExecutionRequest request,
        RunId runId,
        DateTimeOffset now,
        SignalWorkflowExecutionRequest? signal,
        StartOrigin origin)
    {
        var started = Started(request, runId, now, origin);
        started.EagerExecutionAccepted =
            request.RequestEagerExecution && Events.FromWire(started.FirstWorkflowTaskBackoff) is null;
        return BeginRun.Now(
            new(new(request.Namespace), new(request.WorkflowId), runId),
            request.RequestId,
            now,
            new HistoryEvent
            {
                EventType = EventType.WorkflowExecutionStarted,
                UserMetadata = request.UserMetadata,
                Links = { request.Links },
                WorkflowExecutionStartedEventAttributes = started,
            },
            signal is null ? null : SignalWorkflow.Event(signal),
            isHeld: origin.Parent is not null,
            eagerIdentity: started.EagerExecutionAccepted ? request.Identity : null);
    }

    private static WorkflowExecutionStartedEventAttributes Started(
        StartWorkflowExecutionRequest request, RunId runId, DateTimeOffset now, StartOrigin origin)
    {
        var backoff = CronSchedules.Backoff(request.CronSchedule, now, now);
        var delay = Durations.Keep(request.WorkflowStartDelay) ?? Duration.FromTimeSpan(backoff ?? TimeSpan.Zero);
        var execution = Durations.Keep(request.WorkflowExecutionTimeout);
        var run = Durations.Shorter(Durations.Keep(request.WorkflowRunTimeout), execution);
        var task = Durations.Keep(request.WorkflowTaskTimeout) ?? Duration.FromTimeSpan(Limits.WorkflowTaskTimeout);
        task = Durations.Shorter(task, Duration.FromTimeSpan(Limits.WorkflowTaskTimeoutMaximum));
        return new WorkflowExecutionStartedEventAttributes
        {
            WorkflowType = request.WorkflowType,
            WorkflowId = request.WorkflowId,
            TaskQueue = Events.NormalQueue(request.TaskQueue.Name),
            Input = request.Input,
            WorkflowExecutionTimeout = Durations.OrAsGiven(execution, request.WorkflowExecutionTimeout),
            WorkflowRunTimeout = Durations.OrAsGiven(run, request.WorkflowRunTimeout),
            WorkflowTaskTimeout = Durations.Shorter(task, run),
            OriginalExecutionRunId = runId.Value,
            FirstExecutionRunId = runId.Value,
            Identity = request.Identity,
            RetryPolicy = request.RetryPolicy is null ? null : RetryPolicies.Complete(request.RetryPolicy),
            Attempt = 1,
            WorkflowExecutionExpirationTime = Durations.Read(execution) is { } all
                ? Timestamp.FromDateTimeOffset(now + (Durations.Read(delay) ?? TimeSpan.Zero) + all)
                : null,
            FirstWorkflowTaskBackoff = delay,
            CronSchedule = request.CronSchedule,
            Initiator = backoff is null
                ? ContinueAsNewInitiator.Unspecified
                : ContinueAsNewInitiator.CronSchedule,
            LastCompletionResult = request.LastCompletionResult,
            ContinuedFailure = request.ContinuedFailure,
            ParentWorkflowNamespace = origin.Parent?.Key.Namespace.Value ?? "",
            ParentWorkflowNamespaceId = origin.Parent?.Key.Namespace.ToId() ?? "",
            ParentWorkflowExecution = origin.Parent?.ToWire(),
            ParentInitiatedEventId = origin.ParentInitiatedEventId,
            RootWorkflowExecution = origin.Parent?.Root,
            Memo = EmptyToNull(request.Memo),
            SearchAttributes = request.SearchAttributes,
            Header = request.Header,
            Priority = request.Priority,
            CompletionCallbacks = { request.CompletionCallbacks },
        };
    }

    private static Memo? EmptyToNull(Memo? memo) => memo is null || memo.Fields.Count == 0 ? null : memo;
}
