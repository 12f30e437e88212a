using Cairn.Api.Enums.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>One step of workflow code: what it is told at once, before it runs until it waits again.</summary>
/// <param name="Jobs">What happened, sorted; never empty.</param>
/// <param name="Timestamp">The time that workflow code sees for the whole step, UTC; it never goes back.</param>
/// <param name="IsReplaying">Whether the step happened before and is only repeated.</param>
/// <param name="HistoryLength">The id of the event that started the task.</param>
/// <param name="HistorySizeBytes">The size of history as the server counted it.</param>
/// <param name="ContinueAsNewSuggested">Whether the server finds that history has grown long.</param>
/// <param name="ContinueAsNewReasons">Why it does, as far as it says.</param>
internal sealed record Activation(
    IReadOnlyList<ActivationJob> Jobs,
    DateTime Timestamp,
    bool IsReplaying,
    int HistoryLength,
    int HistorySizeBytes,
    bool ContinueAsNewSuggested,
    IReadOnlyList<SuggestContinueAsNewReason> ContinueAsNewReasons);
