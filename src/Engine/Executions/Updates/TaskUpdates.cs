using Cairn.Api.Update.V1;

namespace Cairn.Engine.Executions.Updates;

/// <summary>Updates that are not in history yet, when a workflow task is completed.</summary>
/// <param name="Sent">The updates that its worker received with the task, by their ids.</param>
/// <param name="AreMoreWaiting">Whether other updates wait for the next task.</param>
public sealed record TaskUpdates(IReadOnlyDictionary<string, Request> Sent, bool AreMoreWaiting)
{
    /// <summary>There are none.</summary>
    public static readonly TaskUpdates None = new(new Dictionary<string, Request>(), AreMoreWaiting: false);
}
