using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow query</c>, <c>stack</c> and <c>metadata</c>.</summary>
internal static class QueryWorkflow
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private static readonly Option<string> Name =
        Texts.Required("--name", "NAME", "The name of the query.", "--type");

    private static readonly Option<QueryRejectCondition> Reject = Choice.Of(
        "--reject-condition",
        "Which states of the workflow refuse the query. Default: none.",
        [("not_open", QueryRejectCondition.NotOpen),
            ("not_completed_cleanly", QueryRejectCondition.NotCompletedCleanly)]);

    public static Command Command() => Verb.Of(
        "query",
        "Asks a workflow for its state, by one of its queries.",
        [.. WorkflowReference.Options, Name, .. Input.Default.Options, Reject, KeyValues.Headers],
        async call => Show(call, await AskAsync(call, call.Text(Name), Input.Default.Read(call))));

    /// <summary>Where the code of a workflow waits.</summary>
    public static Command Stack() => Verb.Of(
        "stack",
        "Shows where the code of a workflow waits.",
        [.. WorkflowReference.Options, Reject],
        async call =>
        {
            var answer = await AskAsync(call, "__stack_trace", null);
            if (!call.Print.Json(() => ProtoJson.Value(answer.Payloads_[0])))
            {
                call.Print.Line(ProtoJson.Value(answer.Payloads_[0])?.ToString() ?? string.Empty);
            }
        });

    /// <summary>What a workflow says of itself.</summary>
    public static Command Metadata() => Verb.Of(
        "metadata",
        "Shows the details that a workflow gives of itself, and its signals, queries and updates.",
        [.. WorkflowReference.Options, Reject, KeyValues.Headers],
        async call => Show(call, await AskAsync(call, "__temporal_workflow_metadata", null)));

    /// <summary>Asks a workflow.</summary>
    /// <param name="call">The command.</param>
    /// <param name="name">The name of the query.</param>
    /// <param name="input">Its arguments.</param>
    /// <param name="hint">Whether to say, after a while, that no worker answers.</param>
    public static async Task<Payloads> AskAsync(Invocation call, string name, Payloads? input, bool hint = true)
    {
        var asking = call.Service.QueryWorkflowAsync(
            new()
            {
                Namespace = call.Namespace,
                Execution = WorkflowReference.Of(call),
                Query = new() { QueryType = name, QueryArgs = input, Header = KeyValues.HeaderOf(call) },
                QueryRejectCondition = call.Get(Reject),
            },
            call.Rpc);
        if (await Task.WhenAny(asking, Task.Delay(Silence, call.Token)) != asking && hint)
        {
            await Console.Error.WriteLineAsync(
                "No worker has answered yet; 'cairn workflow why' says whether one is there.");
        }

        var answer = await asking;
        return answer.QueryRejected is { } rejected
            ? throw new CommandException($"The workflow is {rejected.Status}, which --reject-condition refuses.")
            : answer.QueryResult ?? new();
    }

    private static void Show(Invocation call, Payloads answer)
    {
        if (!call.Print.Json(() => new JsonObject
        {
            ["queryResult"] = new JsonArray([.. answer.Payloads_.Select(ProtoJson.Value)]),
        }))
        {
            call.Print.Card("Query result:", [("QueryResult", ProtoJson.Text(answer))]);
        }
    }
}
