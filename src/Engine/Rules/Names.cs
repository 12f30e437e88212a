using System.Text;

namespace Cairn.Engine.Rules;

/// <summary>What names and ids of a request may be.</summary>
public static class Names
{
    /// <summary>Before the names of task queues that belong to the server.</summary>
    public const string ReservedQueuePrefix = "/_sys/";

    /// <summary>The task queue of a namespace that Temporal's server keeps for itself.</summary>
    public const string InternalQueue = "temporal-sys-per-ns-tq";

    /// <summary>Bytes of a name on the wire, by which limits count.</summary>
    public static int Bytes(string name) => Encoding.UTF8.GetByteCount(name);

    /// <summary>Whether a name is longer than any may be.</summary>
    public static bool TooLong(string name) => name.Length > Limits.IdBytes / 4 && Bytes(name) > Limits.IdBytes;

    /// <summary>Says what is wrong with a task queue of a request; null if nothing is.</summary>
    public static string? CheckQueue(Api.TaskQueue.V1.TaskQueue? queue) => queue switch
    {
        null => "taskQueue is not set",
        { Name: "" } => "missing task queue name",
        _ when TooLong(queue.Name) => "taskQueue length exceeds limit",
        _ when queue.Name.StartsWith(ReservedQueuePrefix, StringComparison.Ordinal) =>
            $"task queue name cannot start with reserved prefix {ReservedQueuePrefix}",
        { Name: InternalQueue } => $"cannot use internal per-namespace task queue:{InternalQueue}",
        _ => null,
    };
}
