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
    /// <returns>The slots.</returns>
    public Queue<TaskSlot> Reserve(RespondWorkflowTaskCompletedRequest request)
    {
        var reserved = new Queue<TaskSlot>();
        foreach (var command in request.Commands)
        {
            if (command.ScheduleActivityTaskCommandAttributes is not { RequestEagerExecution: true } schedule)
            {
                continue;
            }

            var slot = IsWanted(schedule.TaskQueue?.Name, reserved.Count) ? activities!.TryReserve() : null;
            schedule.RequestEagerExecution = slot is not null;
            if (slot is not null)
            {
                reserved.Enqueue(slot);
            }
        }

        return reserved;
    }

    /// <summary>Starts the activities that the server returned, and releases the unused slots.</summary>
    public void Start(IReadOnlyCollection<PollActivityTaskQueueResponse> tasks, Queue<TaskSlot> reserved)
    {
        foreach (var task in tasks)
        {
            activities!.StartReserved(task, reserved.Dequeue());
        }

        while (reserved.TryDequeue(out var unused))
        {
            activities!.GiveBack(unused);
        }
    }

    // A limit of the whole queue holds only for tasks that go through it.
    private bool IsWanted(string? taskQueue, int reserved) =>
        activities is not null
        && !scope.Options.DisableEagerActivityExecution
        && scope.Options.MaxTaskQueueActivitiesPerSecond is null
        && reserved < scope.Options.MaxEagerActivityReservationsPerWorkflowTask
        && taskQueue == scope.TaskQueue;
}
