using Cairn.Api.History.V1;
using Cairn.Api.Update.V1;

namespace Cairn.Engine.Executions.Updates;

/// <summary>An update that the workflow has accepted.</summary>
/// <param name="Status">Accepted or completed.</param>
/// <param name="AcceptedEvent">The event that says that it was accepted.</param>
/// <param name="Outcome">What came of it; null until it is completed.</param>
public sealed record KnownUpdate(UpdateStatus Status, HistoryEvent AcceptedEvent, Outcome? Outcome);
