using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Operators;

/// <summary><c>cairn operator cluster</c>.</summary>
internal static class ClusterCommands
{
    private static readonly Option<int?> Limit = Texts.Number("--limit", "How many at most. Default: all.");

    private static readonly Option<bool> Detail = Texts.Switch("--detail", "Shows its partitions too.");

    public static Command Group() => Verb.Group(
        "cluster",
        "The server itself.",
        Verb.Of("health", "Asks whether the server serves. Exits with 1 if it does not.", [], HealthAsync),
        Verb.Of("system", "Shows the server's version and what it can do.", [], SystemAsync),
        Verb.Of("describe", "Shows the server's name and store.", [Detail], DescribeAsync),
        Verb.Of("list", "Lists the clusters that the server knows.", [Limit], ListAsync));

    private static async Task<int> HealthAsync(Invocation call)
    {
        var isServing = await call.Server.Client.Connection.CheckHealthAsync(
            options: new() { CancellationToken = call.Token });
        call.Print.Line(isServing ? "SERVING" : "NOT_SERVING");
        return isServing ? 0 : 1;
    }

    private static async Task SystemAsync(Invocation call)
    {
        var answer = await call.Service.GetSystemInfoAsync(new(), call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Card(
                "Server:",
                [("Version", answer.ServerVersion), ("Schedules", $"{answer.Capabilities?.SupportsSchedules}")]);
        }
    }

    private static async Task ListAsync(Invocation call)
    {
        var answer = await call.Operator.ListClustersAsync(new(), call.Rpc);
        var clusters = answer.Clusters.Take(call.Get(Limit) is > 0 and var limit ? limit : int.MaxValue).ToArray();
        call.Print.BeginList();
        foreach (var each in clusters)
        {
            call.Print.Item(each);
        }

        call.Print.EndList();
        call.Print.Table(
            ["Name", "HistoryShardCount", "Connected"],
            [.. clusters.Select(each => new[]
            {
                each.ClusterName, $"{each.HistoryShardCount}", $"{each.IsConnectionEnabled}",
            })]);
    }

    private static async Task DescribeAsync(Invocation call)
    {
        var answer = await call.Service.GetClusterInfoAsync(new(), call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Card(
                "Cluster:",
                [
                    ("Name", answer.ClusterName), ("Id", answer.ClusterId), ("Version", answer.ServerVersion),
                    ("PersistenceStore", answer.PersistenceStore), ("VisibilityStore", answer.VisibilityStore),
                    ("Partitions", call.Get(Detail) ? $"{answer.HistoryShardCount}" : null),
                ]);
        }
    }
}
