using Cairn.Api.Update.V1;

namespace Cairn.Engine.Executions.Updates;

/// <summary>An update in history: the workflow accepted it, or a reset reapplied it.</summary>
/// <param name="Status">The status of the update.</param>
/// <param name="Request">The request.</param>
/// <param name="AcceptedEventId">The accepted event; 0 until there is one.</param>
/// <param name="Outcome">The result or failure; null until it is completed.</param>
public sealed record KnownUpdate(UpdateStatus Status, Request Request, long AcceptedEventId, Outcome? Outcome);
