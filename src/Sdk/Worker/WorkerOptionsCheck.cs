namespace Cairn.Worker;

/// <summary>Refuses options with which a worker could not do its work.</summary>
internal static class WorkerOptionsCheck
{
    /// <exception cref="ArgumentException">The options are incomplete, contradictory or out of range.</exception>
    public static void Check(CairnWorkerOptions options)
    {
        if (string.IsNullOrEmpty(options.TaskQueue))
        {
            throw new ArgumentException("Task queue required to create worker", nameof(options));
        }

        if (options.Activities.Count == 0 && options.Workflows.Count == 0)
        {
            throw new ArgumentException("Must have at least one workflow or activity", nameof(options));
        }

        RefuseDuplicates("activity", options.Activities.Select(a => a.Name));
        RefuseDuplicates("workflow", options.Workflows.Select(w => w.Name));
        AtLeast(1, options.MaxConcurrentActivities ?? 1, nameof(options.MaxConcurrentActivities));
        AtLeast(1, options.MaxConcurrentWorkflowTasks ?? 1, nameof(options.MaxConcurrentWorkflowTasks));
        AtLeast(1, options.MaxConcurrentLocalActivities ?? 1, nameof(options.MaxConcurrentLocalActivities));
        AtLeast(1, options.MaxConcurrentActivityTaskPolls ?? 1, nameof(options.MaxConcurrentActivityTaskPolls));
        AtLeast(1, options.MaxConcurrentWorkflowTaskPolls ?? 1, nameof(options.MaxConcurrentWorkflowTaskPolls));
        AtLeast(0, options.MaxCachedWorkflows, nameof(options.MaxCachedWorkflows));
        AtLeast(
            0,
            options.MaxEagerActivityReservationsPerWorkflowTask,
            nameof(options.MaxEagerActivityReservationsPerWorkflowTask));
        AtLeast(0, options.GracefulShutdownTimeout.Ticks, nameof(options.GracefulShutdownTimeout));
        AtLeast(1, options.StickyQueueScheduleToStartTimeout.Ticks, nameof(options.StickyQueueScheduleToStartTimeout));
        AtLeast(1, options.MaxHeartbeatThrottleInterval.Ticks, nameof(options.MaxHeartbeatThrottleInterval));
        AtLeast(1, options.DefaultHeartbeatThrottleInterval.Ticks, nameof(options.DefaultHeartbeatThrottleInterval));
        if (options.NonStickyToStickyPollRatio is not (>= 0 and <= 1))
        {
            throw new ArgumentException("NonStickyToStickyPollRatio must be between 0 and 1", nameof(options));
        }
    }

    private static void RefuseDuplicates(string kind, IEnumerable<string?> names)
    {
        var seen = new HashSet<string>();
        var dynamic = false;
        foreach (var name in names)
        {
            if (name is null ? dynamic : !seen.Add(name))
            {
                throw new ArgumentException(
                    name is null ? $"More than one dynamic {kind}" : $"Duplicate {kind} named {name}");
            }

            dynamic |= name is null;
        }
    }

    private static void AtLeast(long least, long value, string name)
    {
        if (value < least)
        {
            throw new ArgumentException(least == 0 ? $"{name} cannot be negative" : $"{name} must be positive");
        }
    }
}
