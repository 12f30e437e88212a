using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay;

/// <summary>The first place at which workflow code does not do what its history says.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Expected">What history has there, such as <c>ActivityTaskScheduled(Charge)</c>.</param>
/// <param name="Found">What the code asks for; null if it asks for nothing more.</param>
/// <param name="Site">Where in the workflow's source it does.</param>
internal sealed record ReplayDifference(long EventId, string Expected, string? Found, CallSite Site);
