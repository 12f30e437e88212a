using System.Text;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Tests.Storage.Conformance;

/// <summary>Heads and writes to test with.</summary>
public static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A new execution that is current, open, and has nothing to wait for.</summary>
    public static ExecutionHead Head(
        string workflowId = "order-1001",
        string? runId = null,
        int partition = 3,
        DateTimeOffset? wakeAt = null) => new(
        new(new NamespaceName("default"), new WorkflowId(workflowId), new RunId(runId ?? Guid.NewGuid().ToString())),
        partition,
        Version: 1,
        Status: 1,
        wakeAt,
        IsCurrent: true,
        "OrderSaga",
        "orders",
        Noon,
        CloseTime: null,
        HistoryLength: 2);

    /// <summary>The head as the next write leaves it.</summary>
    public static ExecutionHead Next(this ExecutionHead head) =>
        head with { Version = head.Version + 1, HistoryLength = head.HistoryLength + 3 };

    /// <summary>The write that leaves this head, with an entry; an empty one changes only the head.</summary>
    public static ExecutionWrite Write(this ExecutionHead head, string entry = "") =>
        new(head, head.Version - 1, Encoding.UTF8.GetBytes(entry));

    public static string Text(ReadOnlyMemory<byte> entry) => Encoding.UTF8.GetString(entry.Span);
}
