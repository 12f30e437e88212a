using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow result</c>.</summary>
internal static class ShowResult
{
    public static Command Command() => Verb.Of(
        "result",
        "Waits for the end of a workflow and shows its result. Exits with 1 if it did not complete.",
        WorkflowReference.Options,
        async call =>
        {
            var (_, close) = await Histories.OutcomeAsync(call, WorkflowReference.Of(call));
            var outcome = Outcome.Of(close);
            if (!call.Print.Json(() => Json(outcome)))
            {
                Show(call, outcome, null);
            }

            return outcome.ExitCode;
        });

    /// <summary>Shows how a run ended, for people.</summary>
    public static void Show(Invocation call, Outcome outcome, TimeSpan? took) => call.Print.Card(
        "Results:",
        [
            ("RunTime", took is { } time ? Times.Of(time) : null),
            ("Status", outcome.Status),
            ("Result", ProtoJson.Text(outcome.Result)),
            ("Failure", FailureText.Of(outcome.Failure)),
        ]);

    private static JsonObject Json(Outcome outcome)
    {
        var json = new JsonObject { ["status"] = outcome.Status };
        if (outcome.Result is not null)
        {
            json["result"] = outcome.ResultJson();
        }

        if (outcome.Failure is not null)
        {
            json["failure"] = ProtoJson.Node(outcome.Failure, shorthand: true);
        }

        return json;
    }
}
