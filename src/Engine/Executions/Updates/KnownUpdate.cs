using Cairn.Api.Update.V1;

namespace Cairn.Engine.Executions.Updates;

/// <summary>An update that history knows: the workflow accepted it, or a reset brought it.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="Request">What is asked.</param>
/// <param name="AcceptedEventId">The event that says that it was accepted; 0 until it is.</param>
/// <param name="Outcome">What came of it; null until it is completed.</param>
public sealed record KnownUpdate(UpdateStatus Status, Request Request, long AcceptedEventId, Outcome? Outcome);
