using Cairn.Api.Common.V1;
using Cairn.Engine.Executions.Activities;
using Execution = Cairn.Engine.Executions.Execution;

namespace Cairn.Engine.Matching;

/// <summary>Which of two tasks of a queue is handed out first: of a lower level, then of an earlier arrival.</summary>
public static class TaskPriority
{
    /// <summary>How many levels there are, the first of which is the most urgent (matching.priorityLevels).</summary>
    public const int Levels = 5;

    /// <summary>The level of what says nothing of its own.</summary>
    public const int Default = (Levels + 1) / 2;

    /// <summary>The level that a priority means; a key beyond the last level is the last level.</summary>
    public static int LevelOf(Priority? priority) =>
        priority is { PriorityKey: > 0 } set ? Math.Min(set.PriorityKey, Levels) : Default;

    /// <summary>An activity has what its own priority says, and for the rest its workflow's.</summary>
    public static Priority? Of(Execution workflow, Activity activity) =>
        Inherit(workflow.Started.Priority, activity.Options.Priority);

    /// <summary>What is not said is taken from where the task comes from.</summary>
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
