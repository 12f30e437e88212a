namespace Cairn.Client;

/// <summary>How a silently broken connection is detected while calls are open on it.</summary>
public class KeepAliveOptions : ICloneable
{
    /// <summary>How long the connection may be silent before a ping is sent. Default 30 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to a ping may take before the connection is closed. Default 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
