using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Batches;

/// <summary><c>cairn batch</c>.</summary>
internal static class BatchCommands
{
    private static readonly Option<string> Id = Texts.Required("--job-id", "ID", "The batch.");

    private static readonly Option<string> Reason = Texts.Required("--reason", "TEXT", "Why.");

    private static readonly Option<int?> Limit = Texts.Number("--limit", "How many at most. Default: all.");

    public static Command Group() => Verb.Group(
        "batch",
        "Batches: one operation on all workflows that a query finds.",
        Verb.Of("list", "Lists batches.", [Limit], ListAsync),
        Verb.Of("describe", "Shows how far a batch is.", [Id], DescribeAsync),
        Verb.Of("terminate", "Ends a batch; what it did stays done.", [Id, Reason], TerminateAsync));

    private static async Task ListAsync(Invocation call)
    {
        var left = call.Get(Limit) is > 0 and var limit ? limit : int.MaxValue;
        var rows = new List<IReadOnlyList<string>>();
        var page = ByteString.Empty;
        call.Print.BeginList();
        do
        {
            var answer = await call.Service.ListBatchOperationsAsync(
                new() { Namespace = call.Namespace, NextPageToken = page }, call.Rpc);
            foreach (var each in answer.OperationInfo.Take(left))
            {
                call.Print.Item(each);
                rows.Add(
                [
                    each.JobId, $"{each.State}", call.Print.Times.Of(each.StartTime),
                    call.Print.Times.Of(each.CloseTime),
                ]);
            }

            left -= answer.OperationInfo.Count;
            page = answer.NextPageToken;
        }
        while (!page.IsEmpty && left > 0);
        call.Print.EndList();
        call.Print.Table(["JobId", "State", "StartTime", "CloseTime"], rows);
    }

    private static async Task DescribeAsync(Invocation call)
    {
        var answer = await call.Service.DescribeBatchOperationAsync(
            new() { Namespace = call.Namespace, JobId = call.Text(Id) }, call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Card(
                "Batch:",
                [
                    ("JobId", answer.JobId), ("Operation", $"{answer.OperationType}"), ("State", $"{answer.State}"),
                    ("Query", answer.Query), ("Reason", answer.Reason), ("Identity", answer.Identity),
                    ("Started", call.Print.Times.Of(answer.StartTime)),
                    ("Closed", call.Print.Times.Of(answer.CloseTime)), ("Total", $"{answer.TotalOperationCount}"),
                    ("Completed", $"{answer.CompleteOperationCount}"), ("Failed", $"{answer.FailureOperationCount}"),
                ]);
        }
    }

    private static async Task TerminateAsync(Invocation call)
    {
        await call.Service.StopBatchOperationAsync(
            new()
            {
                Namespace = call.Namespace,
                JobId = call.Text(Id),
                Reason = call.Text(Reason),
                Identity = call.Identity,
            },
            call.Rpc);
        call.Print.Line("The batch was ended.");
    }
}
