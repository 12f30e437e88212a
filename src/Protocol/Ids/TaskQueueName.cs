namespace Cairn.Protocol;

/// <summary>The name of a task queue.</summary>
public readonly record struct TaskQueueName(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
