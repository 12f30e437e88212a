using Cairn.Engine.Matching;

namespace Cairn.Runtime.TaskQueues;

/// <summary>Tasks that nobody has taken yet: the most urgent first, and of one level the oldest first.</summary>
internal sealed class Backlog
{
    private readonly Queue<QueuedTask>?[] levels = new Queue<QueuedTask>?[TaskPriority.Levels];

    /// <summary>Adds a task.</summary>
    public void Add(QueuedTask task) => (levels[task.Level - 1] ??= new()).Enqueue(task);

    /// <summary>Takes the next task; null if there is none.</summary>
    public QueuedTask? Take()
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

    /// <summary>Takes all tasks, in the order in which they would be handed out.</summary>
    public IReadOnlyList<QueuedTask> TakeAll()
    {
        var all = new List<QueuedTask>();
        while (Take() is { } task)
        {
            all.Add(task);
        }

        return all;
    }
}
