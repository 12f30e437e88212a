using Cairn.Api.Update.V1;

namespace Cairn.Engine.Executions.Updates;

/// <summary>Updates that history does not know yet, when a workflow task is answered.</summary>
/// <param name="Sent">Those that its worker got with it, by their ids.</param>
/// <param name="AreMoreWaiting">Whether others wait for the next task.</param>
public sealed record TaskUpdates(IReadOnlyDictionary<string, Request> Sent, bool AreMoreWaiting)
{
    /// <summary>There are none.</summary>
    public static readonly TaskUpdates None = new(new Dictionary<string, Request>(), AreMoreWaiting: false);
}
