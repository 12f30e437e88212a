namespace Cairn.Sdk.Replay;

/// <summary>Workflow code does not do what its history says that it did.</summary>
internal sealed class NondeterminismException : Exception
{
    /// <summary>Something in the history cannot be, whatever the code does.</summary>
    public NondeterminismException(string message)
        : base("[TMPRL1100] Nondeterminism error: " + message)
    {
    }

    /// <summary>Code and history go different ways.</summary>
    /// <param name="message">What history expects and what the code does, event by event.</param>
    /// <param name="difference">Where that is.</param>
    public NondeterminismException(string message, ReplayDifference difference)
        : this(message) => Difference = difference;

    private NondeterminismException(NondeterminismException first, string more)
        : base(first.Message + more) => Difference = first.Difference;

    /// <summary>Where code and history go different ways; null if that cannot be said.</summary>
    public ReplayDifference? Difference { get; }

    /// <summary>The same, with more to say.</summary>
    public NondeterminismException With(string more) => new(this, more);
}
