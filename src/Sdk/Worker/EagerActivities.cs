using Cairn.Api.WorkflowService.V1;

namespace Cairn.Worker;

/// <summary>
/// Lets activities that a workflow task schedules start on the same worker without the task queue, as far as it has
/// free slots. The server decides; unused slots are released.
/// </summary>
/// <param name="scope">The worker.</param>
/// <param name="activities">The worker's slots; null if it runs no activities.</param>
internal sealed class EagerActivities(WorkerScope scope, ActivityWorker? activities)
{
    /// <summary>
    /// Takes a slot for each activity that requests eager start; withdraws the request if none is free.
    /// </summary>
    /// <returns>The number of slots taken.</returns>
    public int Reserve(RespondWorkflowTaskCompletedRequest request)
    {
        var reserved = 0;
        foreach (var command in request.Commands)
        {
            if (command.ScheduleActivityTaskCommandAttributes is not { RequestEagerExecution: true } schedule)
            {
                continue;
            }

            schedule.RequestEagerExecution =
                activities is not null &&
                !scope.Options.DisableEagerActivityExecution &&
                reserved < scope.Options.MaxEagerActivityReservationsPerWorkflowTask &&
                schedule.TaskQueue?.Name == scope.TaskQueue &&
                activities.TryReserve();
            reserved += schedule.RequestEagerExecution ? 1 : 0;
        }

        return reserved;
    }

    /// <summary>Starts the activities that the server returned, and releases the unused slots.</summary>
    public void Start(IReadOnlyCollection<PollActivityTaskQueueResponse> tasks, int reserved)
    {
        foreach (var task in tasks)
        {
            activities!.Start(task);
        }

        for (var left = reserved - tasks.Count; left > 0; left--)
        {
            activities!.Release();
        }
    }
}
