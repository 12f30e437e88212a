namespace Cairn.Client;

/// <summary>How clients and workers of one connection present themselves and try again.</summary>
public class CairnConnectionOptions : ICloneable
{
    /// <summary>Who calls, as histories and descriptions show it. Default process id, @, host name.</summary>
    public string Identity { get; set; } = $"{Environment.ProcessId}@{Environment.MachineName}";

    /// <summary>How calls that failed for a passing reason are tried again.</summary>
    public RpcRetryOptions RpcRetry { get; set; } = new();

    /// <summary>The clock of retries, heartbeats and shutdown. Default the system's; tests give their own.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (CairnConnectionOptions)MemberwiseClone();
        copy.RpcRetry = (RpcRetryOptions)RpcRetry.Clone();
        return copy;
    }
}
