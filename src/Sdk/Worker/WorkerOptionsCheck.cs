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

        if (options.LocalActivityWorkerOnly && options.Workflows.Count == 0)
        {
            throw new ArgumentException(
                "LocalActivityWorkerOnly is set, but there is no workflow: only workflows run local activities",
                nameof(options));
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
        AtLeast(1, options.MaxConcurrentActivityTaskPolls);
        AtLeast(1, options.MaxConcurrentWorkflowTaskPolls);
        Rate(options.MaxActivitiesPerSecond, nameof(options.MaxActivitiesPerSecond));
        Rate(options.MaxTaskQueueActivitiesPerSecond, nameof(options.MaxTaskQueueActivitiesPerSecond));
        CheckTuner(options);
        NotNull(options.ActivityTaskFactory);
        Known(options.WorkflowStackTrace);
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

    private static void Rate(double? perSecond, string option)
    {
        if (perSecond is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw new ArgumentOutOfRangeException(
                option, rate, FormattableString.Invariant($"{option} is {rate}, but must be more than 0, or null"));
        }
    }

    private static void CheckTuner(CairnWorkerOptions options)
    {
        if (options.Tuner is not { } tuner)
        {
            return;
        }

        NotNull(tuner.WorkflowTaskSlotSupplier);
        NotNull(tuner.ActivityTaskSlotSupplier);
        NotNull(tuner.LocalActivitySlotSupplier);
        var (option, value) =
            options.MaxConcurrentActivities is { } activities
                ? (nameof(options.MaxConcurrentActivities), activities)
            : options.MaxConcurrentWorkflowTasks is { } workflows
                ? (nameof(options.MaxConcurrentWorkflowTasks), workflows)
            : options.MaxConcurrentLocalActivities is { } locals
                ? (nameof(options.MaxConcurrentLocalActivities), locals)
            : (null, 0);
        if (option is not null)
        {
            throw new ArgumentException(
                $"{option} is {value}, but Tuner is set, which decides the number: set one of the two", option);
        }
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
