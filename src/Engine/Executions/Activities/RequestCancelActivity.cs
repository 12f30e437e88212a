using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Google.Protobuf;

namespace Cairn.Engine.Executions.Activities;

/// <summary>The workflow requests the cancellation of an activity.</summary>
internal static class RequestCancelActivity
{
    /// <summary>Temporal's text in the cancelled event of an activity that no worker had taken.</summary>
    public const string NotStarted = "ACTIVITY_ID_NOT_STARTED";

    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var turn = context.Turn;
        var attributes = command.RequestCancelActivityTaskCommandAttributes;
        if (attributes is null || attributes.ScheduledEventId == 0)
        {
            return Bad(attributes is null
                ? "RequestCancelActivityTaskCommandAttributes is not set on RequestCancelActivityTaskCommand."
                : "ScheduledEventId is not set on RequestCancelActivityTaskCommand.");
        }

        var scheduledEventId = attributes.ScheduledEventId;
        if (!turn.State.Activities.TryGetValue(scheduledEventId, out var activity))
        {
            return IsEndBuffered(turn.State, scheduledEventId)
                ? Request(context, command, scheduledEventId, pending: null)
                : Bad($"no activity with ScheduledEventId {scheduledEventId} is pending");
        }

        return activity.CancelRequested
            ? Bad($"the activity with ScheduledEventId {scheduledEventId} was asked to cancel before")
            : Request(context, command, scheduledEventId, activity);
    }

    private static BadCommand? Request(
        CommandContext context, Command command, long scheduledEventId, Activity? pending)
    {
        var requested = context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.ActivityTaskCancelRequested,
            UserMetadata = command.UserMetadata,
            ActivityTaskCancelRequestedEventAttributes = new ActivityTaskCancelRequestedEventAttributes
            {
                ScheduledEventId = scheduledEventId,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
            },
        });

        // An activity that ended while the worker decided cannot be cancelled: its end is among the buffered events.
        if (pending is { IsStarted: false })
        {
            context.WriteBehind(new HistoryEvent
            {
                EventType = EventType.ActivityTaskCanceled,
                ActivityTaskCanceledEventAttributes = new ActivityTaskCanceledEventAttributes
                {
                    ScheduledEventId = scheduledEventId,
                    LatestCancelRequestedEventId = requested,
                    Details = NotStartedDetails(),
                    Identity = context.Identity,
                },
            });
        }

        return null;
    }

    private static bool IsEndBuffered(Execution state, long scheduledEventId) => state.Buffered.Any(e =>
        e.ActivityTaskCompletedEventAttributes?.ScheduledEventId == scheduledEventId
        || e.ActivityTaskFailedEventAttributes?.ScheduledEventId == scheduledEventId
        || e.ActivityTaskTimedOutEventAttributes?.ScheduledEventId == scheduledEventId
        || e.ActivityTaskCanceledEventAttributes?.ScheduledEventId == scheduledEventId);

    private static Payloads NotStartedDetails()
    {
        var payload = new Payload { Data = ByteString.CopyFromUtf8($"\"{NotStarted}\"") };
        payload.Metadata.Add("encoding", ByteString.CopyFromUtf8("json/plain"));
        return new Payloads { Payloads_ = { payload } };
    }

    private static BadCommand Bad(string text) => new(WorkflowTaskFailedCause.BadRequestCancelActivityAttributes, text);
}
