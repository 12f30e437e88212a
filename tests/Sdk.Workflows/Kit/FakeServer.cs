using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Worker;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Sdk.Workflows.Kit;

/// <summary>
/// The history of one run, and just enough of a server to write it: commands become events, tasks go to a handler.
/// </summary>
internal sealed class FakeServer
{
    public const string RunId = "6b29fc40-ca47-1067-b31d-00dd010662da";

    public static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private DateTime now = Start;
    private int sent;

    public FakeServer(string workflowType, params object?[] args) => Add(new()
    {
        EventType = EventType.WorkflowExecutionStarted,
        WorkflowExecutionStartedEventAttributes = new()
        {
            WorkflowType = new() { Name = workflowType },
            TaskQueue = new() { Name = "queue" },
            Input = Payloads(args),
            OriginalExecutionRunId = RunId,
            FirstExecutionRunId = RunId,
            Attempt = 1,
            WorkflowTaskTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(10)),
        },
    });

    /// <summary>All events so far.</summary>
    public List<HistoryEvent> Events { get; } = [];

    /// <summary>The started event of the last task that was completed.</summary>
    public long PreviousStartedId { get; private set; }

    /// <summary>Whether the tasks that begin from now on suggest to continue as new.</summary>
    public bool SuggestsContinueAsNew { get; set; }

    /// <summary>The commands of each task, in words.</summary>
    public List<string[]> Tasks { get; } = [];

    public static Payloads? Payloads(params object?[] values) => values.Length == 0
        ? null
        : new() { Payloads_ = { values.Select(DataConverter.Default.PayloadConverter.ToPayload) } };

    public FakeServer Signal(string name, params object?[] args) => Add(new()
    {
        EventType = EventType.WorkflowExecutionSignaled,
        WorkflowExecutionSignaledEventAttributes = new() { SignalName = name, Input = Payloads(args) },
    });

    public FakeServer RequestCancel(string reason = "why not") => Add(new()
    {
        EventType = EventType.WorkflowExecutionCancelRequested,
        WorkflowExecutionCancelRequestedEventAttributes = new() { Cause = reason },
    });

    public FakeServer FireTimer(string id)
    {
        var started = Events.Last(e => e.TimerStartedEventAttributes?.TimerId == id);
        now += started.TimerStartedEventAttributes.StartToFireTimeout.ToTimeSpan();
        return Add(new()
        {
            EventType = EventType.TimerFired,
            TimerFiredEventAttributes = new() { TimerId = id, StartedEventId = started.EventId },
        });
    }

    public FakeServer Complete(string activityId, params object?[] result) => End(activityId, scheduled => new()
    {
        EventType = EventType.ActivityTaskCompleted,
        ActivityTaskCompletedEventAttributes = new() { ScheduledEventId = scheduled, Result = Payloads(result) },
    });

    public FakeServer Fail(string activityId, string message, string type = "Boom") => End(
        activityId,
        scheduled => new()
        {
            EventType = EventType.ActivityTaskFailed,
            ActivityTaskFailedEventAttributes = new()
            {
                ScheduledEventId = scheduled,
                Failure = new Failure { Message = message, ApplicationFailureInfo = new() { Type = type } },
                RetryState = RetryState.MaximumAttemptsReached,
            },
        });

    public FakeServer ConfirmCancel(string activityId) => End(activityId, scheduled => new()
    {
        EventType = EventType.ActivityTaskCanceled,
        ActivityTaskCanceledEventAttributes = new() { ScheduledEventId = scheduled },
    });

    /// <summary>Begins a workflow task.</summary>
    public FakeServer StartTask()
    {
        Add(new() { EventType = EventType.WorkflowTaskScheduled, WorkflowTaskScheduledEventAttributes = new() });
        return Add(new()
        {
            EventType = EventType.WorkflowTaskStarted,
            WorkflowTaskStartedEventAttributes = new() { SuggestContinueAsNew = SuggestsContinueAsNew },
        });
    }

    /// <summary>Ends a workflow task without commands.</summary>
    public FakeServer FailTask(WorkflowTaskFailedCause cause = default, string newRunId = "") => Add(new()
    {
        EventType = EventType.WorkflowTaskFailed,
        WorkflowTaskFailedEventAttributes = new() { Cause = cause, NewRunId = newRunId },
    });

    /// <summary>The task as a poll hands it out: with what is new if the worker kept the run, else with all.</summary>
    public PollWorkflowTaskQueueResponse ToTask(bool sticky, int attempt = 1)
    {
        var task = new PollWorkflowTaskQueueResponse
        {
            TaskToken = ByteString.CopyFromUtf8("token"),
            WorkflowExecution = new() { WorkflowId = "workflow", RunId = RunId },
            WorkflowType = new() { Name = Events[0].WorkflowExecutionStartedEventAttributes.WorkflowType.Name },
            PreviousStartedEventId = PreviousStartedId,
            StartedEventId = Events[^1].EventId,
            Attempt = attempt,
            History = new(),
        };
        task.History.Events.Add(sticky ? Events.Skip(sent) : Events);
        return task;
    }

    /// <summary>A query as a task of its own.</summary>
    public PollWorkflowTaskQueueResponse ToQuery(string name, bool sticky, params object?[] args)
    {
        var task = ToTask(sticky: false);
        task.StartedEventId = 0;
        task.Query = new WorkflowQuery { QueryType = name, QueryArgs = Payloads(args) };
        if (sticky)
        {
            task.History.Events.Clear();
        }

        return task;
    }

    /// <summary>Hands a task out and writes the answer's commands into history.</summary>
    public async Task<RespondWorkflowTaskCompletedRequest> RunTaskAsync(
        IWorkflowTaskHandler handler, bool sticky = true)
    {
        StartTask();
        var answer = await handler.HandleAsync(ToTask(sticky), TestContext.Current.CancellationToken);
        var completed = Assert.IsType<WorkflowTaskAnswer.Completed>(answer).Request;
        CompleteTask(completed);
        return completed;
    }

    /// <summary>Writes a task's commands into history.</summary>
    public void CompleteTask(RespondWorkflowTaskCompletedRequest completed)
    {
        PreviousStartedId = Events[^1].EventId;
        sent = Events.Count;
        Add(new()
        {
            EventType = EventType.WorkflowTaskCompleted,
            WorkflowTaskCompletedEventAttributes = new() { SdkMetadata = completed.SdkMetadata },
        });
        foreach (var command in completed.Commands)
        {
            Add(CommandEvents.Of(command, this));
        }

        Tasks.Add([.. completed.Commands.Select(CommandText.Of)]);
    }

    public FakeServer Add(HistoryEvent e)
    {
        e.EventId = Events.Count + 1;
        now += TimeSpan.FromMilliseconds(10);
        e.EventTime = Timestamp.FromDateTime(now);
        Events.Add(e);
        return this;
    }

    private FakeServer End(string activityId, Func<long, HistoryEvent> end)
    {
        var scheduled = Events.Last(e => e.ActivityTaskScheduledEventAttributes?.ActivityId == activityId).EventId;
        Add(new()
        {
            EventType = EventType.ActivityTaskStarted,
            ActivityTaskStartedEventAttributes = new() { ScheduledEventId = scheduled },
        });
        return Add(end(scheduled));
    }
}
