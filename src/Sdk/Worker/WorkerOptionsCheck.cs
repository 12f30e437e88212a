using static Cairn.Common.OptionValues;

namespace Cairn.Worker;

/// <summary>Rejects options with which a worker could not work.</summary>
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

        RefuseDuplicates("activity", options.Activities.Select(a => (a.Name, a.Owner)));
        RefuseDuplicates("workflow", options.Workflows.Select(w => (w.Name, w.Type.ToString())));
        AtLeast(1, options.MaxConcurrentActivities ?? 1, nameof(options.MaxConcurrentActivities));
        AtLeast(1, options.MaxConcurrentWorkflowTasks ?? 1, nameof(options.MaxConcurrentWorkflowTasks));
        AtLeast(1, options.MaxConcurrentLocalActivities ?? 1, nameof(options.MaxConcurrentLocalActivities));
        AtLeast(1, options.MaxConcurrentActivityTaskPolls ?? 1, nameof(options.MaxConcurrentActivityTaskPolls));
        AtLeast(1, options.MaxConcurrentWorkflowTaskPolls ?? 1, nameof(options.MaxConcurrentWorkflowTaskPolls));
        AtLeast(0, options.MaxCachedWorkflows);
        AtLeast(0, options.MaxEagerActivityReservationsPerWorkflowTask);
        var (instant, longest) = (TimeSpan.FromTicks(1), LongestWait);
        Between(TimeSpan.Zero, longest, options.GracefulShutdownTimeout);
        Between(instant, longest, options.StickyQueueScheduleToStartTimeout);
        Between(instant, longest, options.MaxHeartbeatThrottleInterval);
        Between(instant, longest, options.DefaultHeartbeatThrottleInterval);
        Between(0, 1, options.NonStickyToStickyPollRatio);
        NoneNull(options.Interceptors);
    }

    // The error names both definitions: one of them may come from a library that the user did not think of.
    private static void RefuseDuplicates(string kind, IEnumerable<(string? Name, string Owner)> definitions)
    {
        var seen = new Dictionary<string, string>();
        string? first = null;
        foreach (var (name, owner) in definitions)
        {
            var other = name is null ? first : seen.GetValueOrDefault(name);
            if (other is not null)
            {
                var what = name is null ? $"More than one dynamic {kind}" : $"Duplicate {kind} named {name}";
                throw new ArgumentException($"{what}: {other} and {owner}");
            }

            if (name is null)
            {
                first = owner;
            }
            else
            {
                seen.Add(name, owner);
            }
        }
    }
}
