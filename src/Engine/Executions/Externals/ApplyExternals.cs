using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Externals;

/// <summary>Applies the events of messages to other workflows to the state of their sender.</summary>
internal static class ApplyExternals
{
    /// <summary>The workflow requested a signal or a cancellation of another workflow.</summary>
    public static Execution Initiated(Execution state, HistoryEvent e) =>
        state with { Externals = state.Externals.Add(e.EventId, e) };

    /// <summary>The result of the request is known.</summary>
    public static Execution Settled(Execution state, long initiatedEventId) =>
        state.Externals.ContainsKey(initiatedEventId)
            ? state with { Externals = state.Externals.Remove(initiatedEventId) }
            : throw new JournalCorruptException($"Event {initiatedEventId} asked for no message.");
}
