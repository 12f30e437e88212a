namespace Cairn.Client;

/// <summary>What can be set for saying from elsewhere that an activity stopped.</summary>
public class AsyncActivityReportCancellationOptions : ICloneable
{
    /// <summary>What the workflow is told; null means nothing.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>What can be set for the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
