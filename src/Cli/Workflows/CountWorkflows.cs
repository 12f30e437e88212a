using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow count</c>.</summary>
internal static class CountWorkflows
{
    private static readonly Option<string> Query = Texts.Optional(
        "--query", "QUERY", "Which; 'GROUP BY ExecutionStatus' at its end counts by status.", "-q");

    public static Command Command() => Verb.Of("count", "Counts workflows.", [Query], async call =>
    {
        var answer = await call.Service.CountWorkflowExecutionsAsync(
            new() { Namespace = call.Namespace, Query = call.Text(Query) }, call.Rpc);
        if (call.Print.Json(answer))
        {
            return;
        }

        call.Print.Line($"Total: {answer.Count}");
        foreach (var group in answer.Groups)
        {
            call.Print.Line($"{string.Join(", ", group.GroupValues.Select(ProtoJson.Text))}: {group.Count}");
        }
    });
}
