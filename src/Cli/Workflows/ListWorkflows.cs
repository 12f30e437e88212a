using System.CommandLine;
using Cairn.Api.Workflow.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow list</c>.</summary>
internal static class ListWorkflows
{
    private const int LargestPage = 1_000;

    private static readonly Option<string> Query =
        Texts.Optional("--query", "QUERY", "Which: ExecutionStatus = 'Running' AND WorkflowType = 'Order'.", "-q");

    private static readonly Option<int?> Limit = Texts.Number("--limit", "How many at most. Default: all.");

    private static readonly Option<int?> PageSize = Texts.Number("--page-size", "How many a call asks for.");

    public static Command Command() => Verb.Of(
        "list",
        "Lists workflows, those that began last first.",
        [Query, Limit, PageSize],
        RunAsync);

    private static async Task RunAsync(Invocation call)
    {
        var rows = new List<IReadOnlyList<string>>();
        call.Print.BeginList();
        await foreach (var each in ReadAsync(call))
        {
            call.Print.Item(each);
            rows.Add(
            [
                $"{each.Status}", each.Execution.WorkflowId, each.Execution.RunId, each.Type.Name,
                call.Print.Times.Of(each.StartTime), call.Print.Times.Of(each.CloseTime),
            ]);
        }

        call.Print.EndList();
        if (rows.Count == 0)
        {
            call.Print.Line("No workflows.");
            return;
        }

        call.Print.Table(["Status", "WorkflowId", "RunId", "Type", "StartTime", "CloseTime"], rows);
    }

    private static async IAsyncEnumerable<WorkflowExecutionInfo> ReadAsync(Invocation call)
    {
        var left = call.Get(Limit) is > 0 and var limit ? limit : int.MaxValue;
        var page = ByteString.Empty;
        do
        {
            var answer = await call.Service.ListWorkflowExecutionsAsync(
                new()
                {
                    Namespace = call.Namespace,
                    Query = call.Text(Query),
                    PageSize = Math.Min(left, call.Get(PageSize) is > 0 and var size ? size : LargestPage),
                    NextPageToken = page,
                },
                call.Rpc);
            foreach (var each in answer.Executions.Take(left))
            {
                yield return each;
            }

            left -= answer.Executions.Count;
            page = answer.NextPageToken;
        }
        while (!page.IsEmpty && left > 0);
    }
}
