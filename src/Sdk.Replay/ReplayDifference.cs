using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay;

/// <summary>The first place at which workflow code does not do what its history says.</summary>
/// <param name="EventId">The id of the history event.</param>
/// <param name="Expected">The event in the history, such as <c>ActivityTaskScheduled(Charge)</c>.</param>
/// <param name="Found">The command that the code produced; null if it produced no further command.</param>
/// <param name="Site">Where in the workflow's source the command was made.</param>
internal sealed record ReplayDifference(long EventId, string Expected, string? Found, CallSite Site);
