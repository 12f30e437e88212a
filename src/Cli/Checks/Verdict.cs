namespace Cairn.Cli.Checks;

/// <summary>How a thing is.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, but is not as it should be.</summary>
    Odd,

    /// <summary>It does not work.</summary>
    Bad,
}
