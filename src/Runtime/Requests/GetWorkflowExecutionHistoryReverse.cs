using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Reads a page of a history from its end.</summary>
internal static class GetWorkflowExecutionHistoryReverse
{
    /// <summary>Answers the request.</summary>
    public static async Task<GetWorkflowExecutionHistoryReverseResponse> HandleAsync(
        Node node, GetWorkflowExecutionHistoryReverseRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.Execution);
        var token = HistoryPages.ReadToken(request.NextPageToken, execution.RunId);
        var runId = token?.RunId ?? execution.RunId;
        var reader = await node.AskAsync(@namespace, execution.WorkflowId, runId, scope =>
        {
            var run = Targets.Find(scope, execution.WorkflowId, runId);
            var end = Math.Min(token?.NextEventId + 1 ?? long.MaxValue, run.State.NextEventId);
            var from = Math.Max(end - HistoryPages.Size(request.MaximumPageSize), 1);
            return HistoryReader.Take(run, from, end, withTransient: false);
        });
        var page = await reader.ReadAsync(node);
        var response = new GetWorkflowExecutionHistoryReverseResponse { History = new History() };
        response.History.Events.AddRange(page.Events.Reverse());
        if (reader.FromEventId > 1)
        {
            response.NextPageToken = HistoryPages.Token(reader.Key.RunId.Value, reader.FromEventId - 1);
        }

        return response;
    }
}
