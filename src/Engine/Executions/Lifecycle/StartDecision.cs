namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>What becomes of a request to start a workflow.</summary>
public abstract record StartDecision
{
    private StartDecision()
    {
    }

    /// <summary>It is refused.</summary>
    public sealed record Refused(Refusal Refusal) : StartDecision;

    /// <summary>It is answered with the run that is there.</summary>
    /// <param name="Turn">What is written to that run; often nothing.</param>
    /// <param name="IsStarter">Whether this very request had started that run.</param>
    public sealed record Answered(Turn Turn, bool IsStarter) : StartDecision;

    /// <summary>A run begins.</summary>
    /// <param name="Turn">The birth of the run.</param>
    /// <param name="Terminated">What is written to the run that it takes the place of; null if there is none.</param>
    public sealed record Begun(Turn Turn, Turn? Terminated) : StartDecision;
}
