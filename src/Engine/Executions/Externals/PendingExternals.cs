using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Externals;

/// <summary>Messages to other workflows of which nobody knows yet what became of them.</summary>
internal static class PendingExternals
{
    /// <summary>How many there are of a kind.</summary>
    public static int Count(Execution state, EventType initiated) =>
        state.Externals.Values.Count(e => e.EventType == initiated);
}
