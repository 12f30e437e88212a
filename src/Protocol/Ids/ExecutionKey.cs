namespace Cairn.Protocol;

/// <summary>What names one run among all.</summary>
public readonly record struct ExecutionKey(NamespaceName Namespace, WorkflowId WorkflowId, RunId RunId)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{WorkflowId}/{RunId}";
}
