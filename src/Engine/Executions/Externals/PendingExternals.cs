using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Externals;

/// <summary>Counts messages to other workflows whose result is not known yet.</summary>
internal static class PendingExternals
{
    /// <summary>The number of messages of one kind.</summary>
    public static int Count(Execution state, EventType initiated) =>
        state.Externals.Values.Count(e => e.EventType == initiated);
}
