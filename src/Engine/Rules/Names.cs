using System.Text;

namespace Cairn.Engine.Rules;

/// <summary>Checks names and ids of a request.</summary>
public static class Names
{
    /// <summary>The prefix of task queues that belong to the server.</summary>
    public const string ReservedQueuePrefix = "/_sys/";

    /// <summary>The task queue of a namespace that is reserved for Temporal's server.</summary>
    public const string InternalQueue = "temporal-sys-per-ns-tq";

    /// <summary>The size of a name on the wire, in bytes, to compare with limits.</summary>
    public static int Bytes(string name) => Encoding.UTF8.GetByteCount(name);

    /// <summary>Whether a name is longer than the limit.</summary>
    public static bool TooLong(string name) => name.Length > Limits.IdBytes / 4 && Bytes(name) > Limits.IdBytes;

    /// <summary>Returns what is wrong with a task queue of a request; null if it is valid.</summary>
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
