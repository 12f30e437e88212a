using Cairn.Api.Common.V1;
using Cairn.Engine.Journal;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Activities;

/// <summary>Gives an attempt of an activity to a worker.</summary>
public static class StartActivity
{
    /// <summary>Starts the attempt if it is still the one that was offered.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="scheduledEventId">The scheduled event of the activity that was offered.</param>
    /// <param name="attempt">The attempt that was offered.</param>
    /// <param name="queue">Where it was offered; the activity's queue may have changed since.</param>
    /// <param name="requestId">The id of the poll.</param>
    /// <param name="identity">The worker that polls.</param>
    /// <param name="version">The build of the worker; null if it names none.</param>
    /// <returns>Whether the worker gets the attempt.</returns>
    public static bool Decide(
        Turn turn,
        long scheduledEventId,
        int attempt,
        TaskQueueName queue,
        string requestId,
        string identity,
        WorkerVersionStamp? version = null)
    {
        if (!turn.State.IsOpen
            || !turn.State.Activities.TryGetValue(scheduledEventId, out var activity)
            || !ActivityMachine.Table.Allows(activity.Status, ActivityTrigger.Start)
            || activity.Pause is not null
            || activity.Attempt != attempt
            || activity.Options.TaskQueue.Name != queue.Value)
        {
            return false;
        }

        turn.Note(new Record
        {
            ActivityStarted = new ActivityStarted
            {
                ScheduledEventId = scheduledEventId,
                RequestId = requestId,
                Identity = identity,
                WorkerVersion = version,
                Time = Timestamp.FromDateTimeOffset(turn.Now),
            },
        });
        return true;
    }
}
