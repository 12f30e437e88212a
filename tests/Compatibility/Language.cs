namespace Cairn.Tests.Compatibility;

/// <summary>In which SDK a worker or a client is written.</summary>
public enum Language
{
    /// <summary>Temporal's own TypeScript SDK.</summary>
    TypeScript,

    /// <summary>Cairn's SDK.</summary>
    CSharp,
}
