namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>The decision on a request to start a workflow.</summary>
public abstract record StartDecision
{
    private StartDecision()
    {
    }

    /// <summary>It is refused.</summary>
    public sealed record Refused(Refusal Refusal) : StartDecision;

    /// <summary>It is answered with the existing run.</summary>
    /// <param name="Turn">Changes of that run; often none.</param>
    /// <param name="IsStarter">Whether this same request had started that run.</param>
    public sealed record Answered(Turn Turn, bool IsStarter) : StartDecision;

    /// <summary>A run begins.</summary>
    /// <param name="Turn">The first records of the run.</param>
    /// <param name="Terminated">Changes of the run that it replaces; null if there is none.</param>
    public sealed record Begun(Turn Turn, Turn? Terminated) : StartDecision;
}
