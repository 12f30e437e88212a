using System.Collections.Immutable;

namespace Cairn.Engine.Executions.Resets;

/// <summary>Where a run comes from that a reset made.</summary>
/// <param name="RequestId">The request that asked for it; asked again, it is answered with the run.</param>
/// <param name="Time">When.</param>
/// <param name="OriginalStartTime">When the first run of the line was started.</param>
/// <param name="Line">The runs that it descends from by resets, oldest first.</param>
public sealed record ResetOrigin(
    string RequestId, DateTimeOffset Time, DateTimeOffset OriginalStartTime, ImmutableList<string> Line);
