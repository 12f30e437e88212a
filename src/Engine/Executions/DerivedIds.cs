using Cairn.Protocol;

namespace Cairn.Engine.Executions;

/// <summary>Ids that are derived from other ids, where no caller provides one.</summary>
internal static class DerivedIds
{
    /// <summary>A UUID of version 8 that belongs to one event of one run.</summary>
    public static string Of(RunId runId, long eventId) => HashedId.Of($"{runId}/{eventId}");
}
