namespace Cairn.Client;

/// <summary>How a connection that broke without a word is found, while calls are open on it.</summary>
public class KeepAliveOptions : ICloneable
{
    /// <summary>How long nothing may come before the server is asked whether it is there. Default 30 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to answer before the connection is given up. Default 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
