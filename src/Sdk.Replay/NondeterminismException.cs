namespace Cairn.Sdk.Replay;

/// <summary>Workflow code does not do what its history says it did.</summary>
internal sealed class NondeterminismException : Exception
{
    /// <summary>The history contains something that is not possible with any code.</summary>
    public NondeterminismException(string message)
        : base("[TMPRL1100] Nondeterminism error: " + message)
    {
    }

    /// <summary>Code and history differ.</summary>
    /// <param name="message">What history expects and what the code does, event by event.</param>
    /// <param name="difference">The first place where they differ.</param>
    public NondeterminismException(string message, ReplayDifference difference)
        : this(message) => Difference = difference;

    private NondeterminismException(NondeterminismException first, string more)
        : base(first.Message + more) => Difference = first.Difference;

    /// <summary>The first place where code and history differ; null if it is not known.</summary>
    public ReplayDifference? Difference { get; }

    /// <summary>The same exception with text added to its message.</summary>
    public NondeterminismException With(string more) => new(this, more);
}
