using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>A batch cannot be made because one of its executions cannot be encoded.</summary>
/// <param name="key">The execution.</param>
/// <param name="reason">What went wrong.</param>
internal sealed class UnwritableExecutionException(ExecutionKey key, Exception reason)
    : Exception($"Execution {key} cannot be written.", reason)
{
    /// <summary>The execution.</summary>
    public ExecutionKey Key => key;
}
