namespace Cairn.Engine.Executions.Updates;

/// <summary>Finds the update that a caller asks for.</summary>
public static class FindUpdate
{
    /// <summary>
    /// The update in history; null if there is none, or if the run closed before the code handled it.
    /// </summary>
    public static KnownUpdate? ById(Execution state, string id) =>
        state.Updates.GetValueOrDefault(id) is { } known && (state.IsOpen || known.Status != UpdateStatus.Admitted)
            ? known
            : null;
}
