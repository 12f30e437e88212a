using Cairn.Api.History.V1;

namespace Cairn.Client.Interceptors;

/// <summary>A page of a history.</summary>
/// <param name="Events">The events, in order.</param>
/// <param name="NextPageToken">The token of the next page; null means that this is the last.</param>
public record WorkflowHistoryEventPage(IReadOnlyCollection<HistoryEvent> Events, byte[]? NextPageToken);
