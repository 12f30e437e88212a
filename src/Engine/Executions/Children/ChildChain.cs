namespace Cairn.Engine.Executions.Children;

/// <summary>
/// The chain of runs of a child. Its parent knows only the first one, which others may have followed: a message of the
/// parent is for the newest run of the chain.
/// </summary>
public static class ChildChain
{
    /// <summary>Whether a run belongs to the chain that a parent started.</summary>
    /// <param name="run">The newest run of the child's workflow id.</param>
    /// <param name="parent">The parent, which may have been reset since it started the child.</param>
    /// <param name="firstRunId">The first run of the chain.</param>
    public static bool Has(Execution run, Execution parent, string firstRunId) =>
        run.Started.FirstExecutionRunId == firstRunId && run.IsChildOf(parent);
}
