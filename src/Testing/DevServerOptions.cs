namespace Cairn.Testing;

/// <summary>Where an environment in real time keeps its data.</summary>
public class DevServerOptions : ICloneable
{
    /// <summary>
    /// The SQLite file. It is created if it does not exist; its folder must exist. Default: null, which keeps
    /// everything in memory.
    /// </summary>
    public string? DatabaseFilename { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
