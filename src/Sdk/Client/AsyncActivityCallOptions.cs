namespace Cairn.Client;

/// <summary>Options of completing an activity from outside its worker.</summary>
public class AsyncActivityCompleteOptions : ICloneable
{
    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of failing an activity from outside its worker.</summary>
public class AsyncActivityFailOptions : ICloneable
{
    /// <summary>Details for the next attempt, as in a last heartbeat; null means none.</summary>
    public IReadOnlyCollection<object?>? LastHeartbeatDetails { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

/// <summary>Options of a heartbeat from outside the worker.</summary>
public class AsyncActivityHeartbeatOptions : ICloneable
{
    /// <summary>What the next attempt should know; null means nothing.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>Options of the call; null means the defaults.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}

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
