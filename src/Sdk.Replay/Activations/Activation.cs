using Cairn.Api.Enums.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>
/// One step of workflow code: the jobs that it receives together before it runs until it waits again.
/// </summary>
/// <param name="Jobs">What happened, sorted; never empty.</param>
/// <param name="Timestamp">The time that workflow code sees for the whole step, UTC; it never goes back.</param>
/// <param name="IsReplaying">Whether the step has run before and is repeated.</param>
/// <param name="BuildId">
/// In a replay, the build id of the worker that completed the task; null if it has none, or if this is no replay.
/// </param>
/// <param name="HistoryLength">The id of the event that started the task.</param>
/// <param name="HistorySizeBytes">The size of history as the server counted it.</param>
/// <param name="ContinueAsNewSuggested">Whether the server considers the history long.</param>
/// <param name="ContinueAsNewReasons">The server's reasons, as far as it reports them.</param>
internal sealed record Activation(
    IReadOnlyList<ActivationJob> Jobs,
    DateTime Timestamp,
    bool IsReplaying,
    string? BuildId,
    int HistoryLength,
    int HistorySizeBytes,
    bool ContinueAsNewSuggested,
    IReadOnlyList<SuggestContinueAsNewReason> ContinueAsNewReasons);
