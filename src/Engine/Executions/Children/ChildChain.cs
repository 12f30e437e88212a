namespace Cairn.Engine.Executions.Children;

/// <summary>
/// The runs of a child. Its parent knows only the first one, which may have been followed by others: what the parent
/// sends to its child is for the newest of them.
/// </summary>
public static class ChildChain
{
    /// <summary>Whether a run is of the chain that a parent means.</summary>
    /// <param name="run">The newest run of the child's workflow id.</param>
    /// <param name="parent">The parent, which may have been reset since it started the child.</param>
    /// <param name="firstRunId">The run that the chain began with.</param>
    public static bool Has(Execution run, Execution parent, string firstRunId) =>
        run.Started.FirstExecutionRunId == firstRunId && run.IsChildOf(parent);
}
