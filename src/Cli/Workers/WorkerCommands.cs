using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Workers;

/// <summary><c>cairn worker</c>.</summary>
internal static class WorkerCommands
{
    private static readonly Option<string> Query =
        Texts.Optional("--query", "QUERY", "Which: TaskQueue = 'orders'.", "-q");

    private static readonly Option<int?> Limit = Texts.Number("--limit", "How many at most. Default: all.");

    private static readonly Option<bool> SystemToo =
        Texts.Switch("--include-system-workers", "With those of the server itself.");

    private static readonly Option<string> Key =
        Texts.Required("--worker-instance-key", "KEY", "The worker, as the list shows it.");

    public static Command Group() => Verb.Group(
        "worker",
        "Workers that report to the server.",
        Verb.Of("list", "Lists workers.", [Query, Limit, SystemToo], ListAsync),
        Verb.Of("count", "Counts workers.", [Query, SystemToo], CountAsync),
        Verb.Of("describe", "Shows a worker.", [Key], DescribeAsync));

    private static async Task ListAsync(Invocation call)
    {
        var left = call.Get(Limit) is > 0 and var limit ? limit : int.MaxValue;
        var rows = new List<IReadOnlyList<string>>();
        var page = ByteString.Empty;
        call.Print.BeginList();
        do
        {
            var answer = await call.Service.ListWorkersAsync(
                new()
                {
                    Namespace = call.Namespace,
                    Query = call.Text(Query),
                    NextPageToken = page,
                    IncludeSystemWorkers = call.Get(SystemToo),
                },
                call.Rpc);
            foreach (var each in answer.Workers.Take(left))
            {
                call.Print.Item(each);
                rows.Add(
                [
                    each.WorkerInstanceKey, $"{each.Status}", each.TaskQueue, each.WorkerIdentity, each.SdkName,
                    each.SdkVersion,
                ]);
            }

            left -= answer.Workers.Count;
            page = answer.NextPageToken;
        }
        while (!page.IsEmpty && left > 0);
        call.Print.EndList();
        call.Print.Table(["WorkerInstanceKey", "Status", "TaskQueue", "Identity", "Sdk", "Version"], rows);
    }

    private static async Task CountAsync(Invocation call)
    {
        var answer = await call.Service.CountWorkersAsync(
            new()
            {
                Namespace = call.Namespace, Query = call.Text(Query), IncludeSystemWorkers = call.Get(SystemToo),
            },
            call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Line($"Total: {answer.Count}");
        }
    }

    private static async Task DescribeAsync(Invocation call)
    {
        var answer = await call.Service.DescribeWorkerAsync(
            new() { Namespace = call.Namespace, WorkerInstanceKey = call.Text(Key) }, call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Line(ProtoJson.Write(ProtoJson.Node(answer, shorthand: true), indented: true));
        }
    }
}
