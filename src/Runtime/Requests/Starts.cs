using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Runtime.Partitions;

namespace Cairn.Runtime.Requests;

/// <summary>Applies decisions that may begin a run.</summary>
internal static class Starts
{
    /// <summary>Applies a decision.</summary>
    /// <returns>The run for the answer, and whether the request began it.</returns>
    public static (Execution Run, bool IsStarter) Take(Scope scope, StartDecision decision)
    {
        switch (decision)
        {
            case StartDecision.Answered answered:
                scope.End(scope.RunEvenIfDeleted!, answered.Turn);
                return (answered.Turn.State, answered.IsStarter);
            case StartDecision.Begun begun:
                if (begun.Terminated is { } terminated)
                {
                    scope.End(scope.Current!, terminated);
                }

                return (scope.AddNewRun(begun.Turn).State, true);
            case StartDecision.Refused refused:
                throw Refused.By(refused.Refusal);
            default:
                throw new InvalidOperationException("A start is refused, answered or begun.");
        }
    }
}
