using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.WorkflowTasks;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Views;

/// <summary>
/// Describes a run. The fields that Temporal's clients expect are set even if they are empty: memo, search attributes,
/// reset points, the time at which the run expires.
/// </summary>
public static class ExecutionDescription
{
    /// <summary>The first moment of year 1, which stands for never.</summary>
    private static readonly Timestamp Never = Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue);

    /// <summary>The answer to DescribeWorkflowExecution.</summary>
    public static DescribeWorkflowExecutionResponse Of(Execution state)
    {
        var response = new DescribeWorkflowExecutionResponse
        {
            ExecutionConfig = new WorkflowExecutionConfig
            {
                TaskQueue = state.Started.TaskQueue,
                WorkflowExecutionTimeout = state.Started.WorkflowExecutionTimeout,
                WorkflowRunTimeout = state.Started.WorkflowRunTimeout,
                DefaultWorkflowTaskTimeout = state.Started.WorkflowTaskTimeout,
                UserMetadata = state.FirstEvent!.UserMetadata,
            },
            WorkflowExecutionInfo = Info(state),
            WorkflowExtendedInfo = Extended(state),
        };
        if (state.Task is { } task)
        {
            response.PendingWorkflowTask = Task(task);
        }

        response.PendingActivities.AddRange(state.Activities.Values
            .OrderBy(activity => activity.ScheduledEventId)
            .Select(ActivityDescription.Of));
        response.PendingChildren.AddRange(state.Children.Values
            .OrderBy(child => child.Initiated.EventId)
            .Select(Child));
        response.Callbacks.AddRange(state.Callbacks.Select(Callback));
        return response;
    }

    private static WorkflowExecutionInfo Info(Execution state)
    {
        var closed = state.CloseEvent?.EventTime;
        return new WorkflowExecutionInfo
        {
            Execution = state.ToWire(),
            Type = state.Started.WorkflowType,
            StartTime = Timestamp.FromDateTimeOffset(state.StartTime),
            ExecutionTime = Timestamp.FromDateTimeOffset(state.ExecutionTime),
            CloseTime = closed,
            ExecutionDuration = closed is null
                ? null
                : Duration.FromTimeSpan(closed.ToDateTimeOffset() - state.ExecutionTime),
            Status = state.Status,
            HistoryLength = state.NextEventId - 1,
            HistorySizeBytes = state.HistoryBytes,
            StateTransitionCount = state.StateTransitions,
            MostRecentWorkerVersionStamp = state.LastCompletedTask?.WorkerVersion,
            Memo = state.Memo ?? new Memo(),
            SearchAttributes = state.SearchAttributes ?? new SearchAttributes(),
            TaskQueue = state.Started.TaskQueue.Name,
            Priority = state.Started.Priority,
            RootExecution = state.Root,
            ParentExecution = state.Started.ParentWorkflowExecution,
            ParentNamespaceId = state.Started.ParentWorkflowNamespaceId,
            FirstRunId = state.Started.FirstExecutionRunId,
            AutoResetPoints = new ResetPoints { Points = { state.ResetPoints } },
        };
    }

    private static WorkflowExecutionExtendedInfo Extended(Execution state)
    {
        var info = new WorkflowExecutionExtendedInfo
        {
            OriginalStartTime = Timestamp.FromDateTimeOffset(state.Origin?.OriginalStartTime ?? state.StartTime),
            LastResetTime = state.Origin is { } origin ? Timestamp.FromDateTimeOffset(origin.Time) : null,
            ResetRunId = state.ResetRunId,
            ExecutionExpirationTime = state.ExpirationTime is { } expiration
                ? Timestamp.FromDateTimeOffset(expiration)
                : null,
            RunExpirationTime = state.RunDeadline is { } deadline ? Timestamp.FromDateTimeOffset(deadline) : Never,
            CancelRequested = state.CancelRequested,
        };
        info.RequestIdInfos[state.StartRequestId] = new RequestIdInfo
        {
            EventId = 1,
            EventType = EventType.WorkflowExecutionStarted,
        };
        foreach (var (requestId, eventId) in state.AttachedRequestIds)
        {
            info.RequestIdInfos[requestId] = new RequestIdInfo
            {
                EventId = eventId,
                EventType = EventType.WorkflowExecutionOptionsUpdated,
                Buffered = eventId == 0,
            };
        }

        return info;
    }

    private static CallbackInfo Callback(AttachedCallback attached) => new()
    {
        Callback = attached.Callback,
        Trigger = new CallbackInfo.Types.Trigger { WorkflowClosed = new CallbackInfo.Types.WorkflowClosed() },
        RegistrationTime = Timestamp.FromDateTimeOffset(attached.Time),
        State = CallbackState.Standby,
    };

    private static PendingChildExecutionInfo Child(PendingChild child) => new()
    {
        WorkflowId = child.WorkflowId,
        RunId = child.RunId,
        WorkflowTypeName = child.WorkflowType.Name,
        InitiatedId = child.Initiated.EventId,
        ParentClosePolicy = child.ParentClosePolicy,
    };

    private static PendingWorkflowTaskInfo Task(WorkflowTask task) => new()
    {
        State = task.IsStarted ? PendingWorkflowTaskState.Started : PendingWorkflowTaskState.Scheduled,
        ScheduledTime = Timestamp.FromDateTimeOffset(task.ScheduledTime),
        OriginalScheduledTime = Timestamp.FromDateTimeOffset(task.OriginalScheduledTime),
        StartedTime = task.IsStarted ? Timestamp.FromDateTimeOffset(task.StartedTime) : null,
        Attempt = task.Attempt,
    };
}
