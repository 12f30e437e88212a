namespace Cairn.Protocol;

/// <summary>The name of a namespace.</summary>
public readonly record struct NamespaceName(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id that a caller gives a workflow; at most one run of it is open at a time.</summary>
public readonly record struct WorkflowId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id of one run of a workflow, a UUID that the engine gives.</summary>
public readonly record struct RunId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The name of a task queue.</summary>
public readonly record struct TaskQueueName(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>What names one run among all.</summary>
public readonly record struct ExecutionKey(NamespaceName Namespace, WorkflowId WorkflowId, RunId RunId)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{WorkflowId}/{RunId}";
}
