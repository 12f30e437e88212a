using System.CommandLine;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
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

    private static readonly Option<bool> Follow =
        Texts.Switch("--follow", "Shows how it goes on, until it is over.", "-f");

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static Command Group() => Verb.Group(
        "batch",
        "Batches: one operation on all workflows that a query finds.",
        Verb.Of("list", "Lists batches.", [Limit], ListAsync),
        Verb.Of("describe", "Shows how far a batch is.", [Id, Follow], DescribeAsync),
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
        var answer = await AskAsync(call);
        if (call.Get(Follow))
        {
            var end = FollowAsync(call, latest => answer = latest);
            await call.Print.LiveAsync(() => [(Progress(answer), $"{answer.State}")], Pause, end);
        }

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

    private static Task<DescribeBatchOperationResponse> AskAsync(Invocation call) =>
        call.Service.DescribeBatchOperationAsync(
            new() { Namespace = call.Namespace, JobId = call.Text(Id) }, call.Rpc);

    private static async Task FollowAsync(Invocation call, Action<DescribeBatchOperationResponse> take)
    {
        while (true)
        {
            var latest = await AskAsync(call);
            take(latest);
            if (latest.State != BatchOperationState.Running)
            {
                return;
            }

            await Task.Delay(Pause, call.Token);
        }
    }

    private static string Progress(DescribeBatchOperationResponse batch)
    {
        const int Width = 30;
        var (done, total) = (batch.CompleteOperationCount + batch.FailureOperationCount, batch.TotalOperationCount);
        var filled = total == 0 ? 0 : (int)Math.Min(Width, done * Width / total);
        return $"{new string('█', filled)}{new string('░', Width - filled)} {done} of {total}"
            + (batch.FailureOperationCount > 0 ? $", {batch.FailureOperationCount} failed" : string.Empty);
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
