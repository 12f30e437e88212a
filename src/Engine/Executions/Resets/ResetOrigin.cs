using System.Collections.Immutable;

namespace Cairn.Engine.Executions.Resets;

/// <summary>The origin of a run that a reset created.</summary>
/// <param name="RequestId">The id of the reset request; a repeated request is answered with the run.</param>
/// <param name="Time">The time of the reset.</param>
/// <param name="OriginalStartTime">When the oldest of the runs in <paramref name="Line"/> was started.</param>
/// <param name="Line">The runs that were reset to create this one, oldest first.</param>
public sealed record ResetOrigin(
    string RequestId, DateTimeOffset Time, DateTimeOffset OriginalStartTime, ImmutableList<string> Line);
