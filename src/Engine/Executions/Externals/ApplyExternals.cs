using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Externals;

/// <summary>How messages to other workflows change the state of their sender.</summary>
internal static class ApplyExternals
{
    /// <summary>The workflow asked for a signal or a cancellation elsewhere.</summary>
    public static Execution Initiated(Execution state, HistoryEvent e) =>
        state with { Externals = state.Externals.Add(e.EventId, e) };

    /// <summary>It is known what became of it.</summary>
    public static Execution Settled(Execution state, long initiatedEventId) =>
        state.Externals.ContainsKey(initiatedEventId)
            ? state with { Externals = state.Externals.Remove(initiatedEventId) }
            : throw new JournalCorruptException($"Event {initiatedEventId} asked for no message.");
}
