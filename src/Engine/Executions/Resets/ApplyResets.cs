using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Resets;

/// <summary>Applies a reset to the state of the two runs.</summary>
internal static class ApplyResets
{
    /// <summary>The run begins with a part of another run's history.</summary>
    public static Execution Born(Execution state, BornOfReset fact) => state with
    {
        Origin = new ResetOrigin(
            fact.RequestId,
            fact.Time.ToDateTimeOffset(),
            fact.OriginalStartTime.ToDateTimeOffset(),
            [.. fact.Line]),
    };

    /// <summary>Another run replaces this one; the parent is not notified of the end of this one.</summary>
    public static Execution Into(Execution state, ResetInto fact) => state with
    {
        ResetRunId = fact.RunId,
        HasSuccessor = true,
    };
}
