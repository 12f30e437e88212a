namespace Cairn.Client;

/// <summary>Options of the report from outside its worker that an activity was cancelled.</summary>
public class AsyncActivityReportCancellationOptions : ICloneable
{
    /// <summary>Details for the workflow; null means none.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
