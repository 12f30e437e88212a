using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Converters;
using Cairn.Sdk.Replay.Machines;
using Google.Protobuf;
using EventCase = Cairn.Api.History.V1.HistoryEvent.AttributesOneofCase;

namespace Cairn.Worker;

/// <summary>
/// The payload codec of one run's tasks. If it depends on the context, each event and command is encoded for the
/// workflow or activity to which it belongs.
/// </summary>
internal sealed class RunCodec
{
    private readonly IPayloadCodec? codec;
    private readonly IPayloadCodec? own;
    private readonly string workflowNamespace;
    private readonly string workflowId;
    private readonly string workflowType;
    private readonly string? taskQueue;
    private readonly Dictionary<long, ISerializationContext.Activity>? activities;
    private readonly bool isContextual;

    /// <param name="codec">The codec; null if there is none.</param>
    /// <param name="workflowNamespace">The namespace.</param>
    /// <param name="workflowId">The workflow id.</param>
    /// <param name="workflowType">The workflow type.</param>
    /// <param name="taskQueue">The workflow's task queue; null if it is not known.</param>
    /// <param name="activities">
    /// The activities of the run by the event that scheduled them, as far as they are known; null if no event is to be
    /// decoded.
    /// </param>
    public RunCodec(
        IPayloadCodec? codec,
        string workflowNamespace,
        string workflowId,
        string workflowType,
        string? taskQueue,
        Dictionary<long, ISerializationContext.Activity>? activities = null)
    {
        this.codec = codec;
        this.workflowNamespace = workflowNamespace;
        this.workflowId = workflowId;
        this.workflowType = workflowType;
        this.taskQueue = taskQueue;
        this.activities = activities;
        isContextual = ContextualConverters.IsContextual(codec);
        own = isContextual ? codec!.UsableIn(Workflow(workflowId)) : codec;
    }

    /// <summary>Whether there is no codec.</summary>
    public bool IsNone => codec is null;

    /// <summary>A copy of the message with every payload encoded; the message itself if there is no codec.</summary>
    public ValueTask<T> EncodedAsync<T>(T message)
        where T : class, IMessage<T>, IDeepCloneable<T> => !isContextual
            ? own.EncodedAsync(message)
            : PayloadCodecVisitor.CopyAsync(
                message, new(own!.EncodeAsync, part => new(CodecOf(part).EncodeAsync)));

    /// <summary>A copy of the message with every payload decoded; the message itself if there is no codec.</summary>
    public ValueTask<T> DecodedAsync<T>(T message)
        where T : class, IMessage<T>, IDeepCloneable<T> => !isContextual
            ? own.DecodedAsync(message)
            : PayloadCodecVisitor.CopyAsync(
                message, new(own!.DecodeAsync, part => new(CodecOf(part).DecodeAsync)));

    private IPayloadCodec CodecOf(IMessage part)
    {
        var owner = part is Command command ? OwnerOf(command) : OwnerOf((HistoryEvent)part);
        return owner is null ? own! : codec!.UsableIn(owner);
    }

    // Null means the workflow itself.
    private ISerializationContext? OwnerOf(Command command) => command.AttributesCase switch
    {
        Command.AttributesOneofCase.ScheduleActivityTaskCommandAttributes =>
            Activity(command.ScheduleActivityTaskCommandAttributes),
        Command.AttributesOneofCase.StartChildWorkflowExecutionCommandAttributes =>
            Workflow(command.StartChildWorkflowExecutionCommandAttributes.WorkflowId),
        Command.AttributesOneofCase.SignalExternalWorkflowExecutionCommandAttributes =>
            Workflow(command.SignalExternalWorkflowExecutionCommandAttributes.Execution),
        Command.AttributesOneofCase.RecordMarkerCommandAttributes =>
            command.RecordMarkerCommandAttributes is { MarkerName: LocalActivityMarker.MarkerName } marker
                ? Local(marker.Details, marker.Failure) : null,
        _ => null,
    };

    private ISerializationContext? OwnerOf(HistoryEvent e) => e.AttributesCase switch
    {
        EventCase.ActivityTaskScheduledEventAttributes => Scheduled(e.EventId, e.ActivityTaskScheduledEventAttributes),
        EventCase.ActivityTaskStartedEventAttributes =>
            ScheduledBy(e.ActivityTaskStartedEventAttributes.ScheduledEventId),
        EventCase.ActivityTaskCompletedEventAttributes =>
            ScheduledBy(e.ActivityTaskCompletedEventAttributes.ScheduledEventId),
        EventCase.ActivityTaskFailedEventAttributes =>
            ScheduledBy(e.ActivityTaskFailedEventAttributes.ScheduledEventId),
        EventCase.ActivityTaskTimedOutEventAttributes =>
            ScheduledBy(e.ActivityTaskTimedOutEventAttributes.ScheduledEventId),
        EventCase.ActivityTaskCanceledEventAttributes =>
            ScheduledBy(e.ActivityTaskCanceledEventAttributes.ScheduledEventId),
        EventCase.StartChildWorkflowExecutionInitiatedEventAttributes =>
            Workflow(e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowId),
        EventCase.ChildWorkflowExecutionStartedEventAttributes =>
            Workflow(e.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution),
        EventCase.ChildWorkflowExecutionCompletedEventAttributes =>
            Workflow(e.ChildWorkflowExecutionCompletedEventAttributes.WorkflowExecution),
        EventCase.ChildWorkflowExecutionFailedEventAttributes =>
            Workflow(e.ChildWorkflowExecutionFailedEventAttributes.WorkflowExecution),
        EventCase.ChildWorkflowExecutionCanceledEventAttributes =>
            Workflow(e.ChildWorkflowExecutionCanceledEventAttributes.WorkflowExecution),
        EventCase.SignalExternalWorkflowExecutionInitiatedEventAttributes =>
            Workflow(e.SignalExternalWorkflowExecutionInitiatedEventAttributes.WorkflowExecution),
        EventCase.MarkerRecordedEventAttributes when LocalActivityMarker.Is(e) =>
            Local(e.MarkerRecordedEventAttributes.Details, e.MarkerRecordedEventAttributes.Failure),
        _ => null,
    };

    private ISerializationContext.Activity Activity(ScheduleActivityTaskCommandAttributes call) =>
        Activity(call.ActivityId, call.ActivityType?.Name, call.TaskQueue?.Name);

    private ISerializationContext.Activity Scheduled(long eventId, ActivityTaskScheduledEventAttributes call)
    {
        var context = Activity(call.ActivityId, call.ActivityType?.Name, call.TaskQueue?.Name);
        if (activities is not null)
        {
            activities[eventId] = context;
        }

        return context;
    }

    // The event that scheduled it may have come with an earlier task of the run.
    private ISerializationContext.Activity ScheduledBy(long eventId) =>
        activities?.GetValueOrDefault(eventId) ?? Activity(null, null, null);

    private ISerializationContext.Activity Local(IDictionary<string, Payloads> details, Failure? failure)
    {
        var marker = LocalActivityMarker.Read(details, failure);
        return Activity(marker.ActivityId, marker.ActivityType, taskQueue) with { IsLocal = true };
    }

    private ISerializationContext.Activity Activity(string? id, string? type, string? queue) =>
        new(workflowNamespace, id, workflowId, workflowType, type, queue, IsLocal: false);

    private ISerializationContext.Workflow Workflow(WorkflowExecution? execution) =>
        Workflow(execution?.WorkflowId ?? string.Empty);

    private ISerializationContext.Workflow Workflow(string id) => new(workflowNamespace, id);
}
