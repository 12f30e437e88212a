namespace Cairn.Cli.Checks;

/// <summary>What one check of <c>cairn doctor</c> found.</summary>
/// <param name="Topic">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found, and what to do about it.</param>
internal sealed record Finding(string Topic, Verdict Verdict, string Text)
{
    /// <summary>All is well.</summary>
    public static Finding Good(string topic, string text) => new(topic, Verdict.Good, text);

    /// <summary>Something to look at.</summary>
    public static Finding Odd(string topic, string text) => new(topic, Verdict.Odd, text);

    /// <summary>Something does not work.</summary>
    public static Finding Bad(string topic, string text) => new(topic, Verdict.Bad, text);
}
