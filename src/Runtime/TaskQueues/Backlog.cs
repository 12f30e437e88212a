using Cairn.Engine.Matching;

namespace Cairn.Runtime.TaskQueues;

/// <summary>Tasks that no worker has taken yet: by priority, then the oldest first.</summary>
internal sealed class Backlog
{
    private readonly Queue<(QueuedTask Task, DateTimeOffset Since)>?[] levels =
        new Queue<(QueuedTask Task, DateTimeOffset Since)>?[TaskPriority.Levels];

    /// <summary>How many tasks wait.</summary>
    public int Count => levels.Sum(level => level?.Count ?? 0);

    /// <summary>Since when the oldest task waits; null if there is none.</summary>
    public DateTimeOffset? Oldest =>
        levels.Min(level => level?.Count > 0 ? level.Peek().Since : default(DateTimeOffset?));

    /// <summary>Adds a task.</summary>
    public void Add(QueuedTask task, DateTimeOffset since) =>
        (levels[task.Level - 1] ??= new()).Enqueue((task, since));

    /// <summary>Takes the next task; null if there is none.</summary>
    public (QueuedTask Task, DateTimeOffset Since)? Take()
    {
        foreach (var level in levels)
        {
            if (level?.TryDequeue(out var task) == true)
            {
                return task;
            }
        }

        return null;
    }

    /// <summary>Takes all tasks, in the order in which workers would receive them.</summary>
    public IReadOnlyList<QueuedTask> TakeAll()
    {
        var all = new List<QueuedTask>();
        while (Take() is { } next)
        {
            all.Add(next.Task);
        }

        return all;
    }
}
