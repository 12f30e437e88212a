namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Checks that a run is the one that a caller means.</summary>
public static class RunRules
{
    /// <summary>Checks the run id that the caller's chain began with; empty means any.</summary>
    public static Refusal? Check(Execution state, string firstExecutionRunId) =>
        firstExecutionRunId.Length == 0 || state.Started.FirstExecutionRunId == firstExecutionRunId
            ? null
            : Refusal.ExecutionNotFound;
}
