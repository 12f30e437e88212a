namespace Cairn.Client;

/// <summary>What can be set for a termination.</summary>
public class WorkflowTerminateOptions : ICloneable
{
    /// <summary>Values that go with the termination; null means none.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
