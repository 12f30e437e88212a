using Cairn.Api.Enums.V1;

namespace Cairn.Client.Interceptors;

/// <summary>A page of a history that is to be read.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="PageSize">The most events of the page; null leaves it to the server.</param>
/// <param name="NextPageToken">What the page before ended with; null means the first page.</param>
/// <param name="WaitNewEvent">Whether to wait for events that do not exist yet.</param>
/// <param name="EventFilterType">All events, or only the one that closed the run.</param>
/// <param name="SkipArchival">Whether to look only at what is not archived.</param>
/// <param name="Rpc">What can be set for the call; null means the defaults.</param>
public record FetchWorkflowHistoryEventPageInput(
    string Id,
    string? RunId,
    int? PageSize,
    byte[]? NextPageToken,
    bool WaitNewEvent,
    HistoryEventFilterType EventFilterType,
    bool SkipArchival,
    RpcOptions? Rpc);
