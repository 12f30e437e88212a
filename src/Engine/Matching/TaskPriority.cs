using Cairn.Api.Common.V1;
using Cairn.Engine.Executions.Activities;
using Execution = Cairn.Engine.Executions.Execution;

namespace Cairn.Engine.Matching;

/// <summary>The order in which a queue gives tasks to workers: by level, then by arrival.</summary>
public static class TaskPriority
{
    /// <summary>The number of levels; level 1 is the most urgent (matching.priorityLevels).</summary>
    public const int Levels = 5;

    /// <summary>The level of a task without a priority.</summary>
    public const int Default = (Levels + 1) / 2;

    /// <summary>The level of a priority; a key beyond the last level means the last level.</summary>
    public static int LevelOf(Priority? priority) =>
        priority is { PriorityKey: > 0 } set ? Math.Min(set.PriorityKey, Levels) : Default;

    /// <summary>The priority of an activity; fields that it does not set come from its workflow.</summary>
    public static Priority? Of(Execution workflow, Activity activity) =>
        Inherit(workflow.Started.Priority, activity.Options.Priority);

    /// <summary>Takes fields that are not set from the parent priority.</summary>
    internal static Priority? Inherit(Priority? from, Priority? own)
    {
        if (from is null || own is null)
        {
            return own ?? from;
        }

        var merged = from.Clone();
        merged.MergeFrom(own);
        return merged;
    }
}
