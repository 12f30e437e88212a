using Cairn.Api.WorkflowService.V1;

namespace Cairn.Worker;

/// <summary>
/// Lets activities that a workflow task schedules start on the same worker, past the task queue, as far as it has
/// free slots. The server decides; the slots that it does not use are given back.
/// </summary>
/// <param name="scope">The worker.</param>
/// <param name="activities">The slots; null if the worker runs no activities.</param>
internal sealed class EagerActivities(WorkerScope scope, ActivityWorker? activities)
{
    /// <summary>Takes a slot for each activity that asks for one; withdraws the wish if none is free.</summary>
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

    /// <summary>Starts what the server handed out, and gives back the slots that are left.</summary>
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
