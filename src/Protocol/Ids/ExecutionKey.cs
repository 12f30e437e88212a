namespace Cairn.Protocol;

/// <summary>Identifies one run.</summary>
public readonly record struct ExecutionKey(NamespaceName Namespace, WorkflowId WorkflowId, RunId RunId)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{WorkflowId}/{RunId}";
}
