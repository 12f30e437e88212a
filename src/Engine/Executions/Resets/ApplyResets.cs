using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Resets;

/// <summary>How resets change the state of the two runs.</summary>
internal static class ApplyResets
{
    /// <summary>The run begins with a part of another one's history.</summary>
    public static Execution Born(Execution state, BornOfReset fact) => state with
    {
        Origin = new ResetOrigin(
            fact.RequestId,
            fact.Time.ToDateTimeOffset(),
            fact.OriginalStartTime.ToDateTimeOffset(),
            [.. fact.Line]),
    };

    /// <summary>Another run takes the place of this one; nobody is told how this one ends.</summary>
    public static Execution Into(Execution state, ResetInto fact) => state with
    {
        ResetRunId = fact.RunId,
        HasSuccessor = true,
    };
}
