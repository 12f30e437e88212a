namespace Cairn.Workflows;

/// <summary>Why the server suggests that a workflow continues as new.</summary>
public enum SuggestContinueAsNewReason
{
    /// <summary>The server gives no reason.</summary>
    Unspecified = 0,

    /// <summary>Its history has too many bytes; Cairn and Temporal's server suggest it from 4 MB.</summary>
    HistorySizeTooLarge = 1,

    /// <summary>Its history has too many events; Cairn and Temporal's server suggest it from 4,096.</summary>
    TooManyHistoryEvents = 2,

    /// <summary>It has had too many updates; Cairn and Temporal's server suggest it from 1,800.</summary>
    TooManyUpdates = 3,
}
