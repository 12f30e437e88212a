using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>The namespace and workflow id that all runs of a workflow share; they determine the partition.</summary>
internal readonly record struct WorkflowKey(NamespaceName Namespace, WorkflowId WorkflowId)
{
    /// <summary>The workflow of a run.</summary>
    public static WorkflowKey Of(ExecutionKey key) => new(key.Namespace, key.WorkflowId);

    /// <summary>
    /// A hash that is the same in every process and on every machine (32-bit FNV-1a). It determines the partition.
    /// </summary>
    public uint StableHash()
    {
        var hash = Fold(2_166_136_261, Namespace.Value);
        return Fold(unchecked((hash ^ 0xFF) * 16_777_619), WorkflowId.Value);
    }

    private static uint Fold(uint hash, string text)
    {
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ (byte)letter) * 16_777_619);
            hash = unchecked((hash ^ (byte)(letter >> 8)) * 16_777_619);
        }

        return hash;
    }
}
