using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow execute</c>.</summary>
internal static class ExecuteWorkflow
{
    private static readonly Option<bool> Detailed =
        Texts.Switch("--detailed", "Shows the attributes of each event; in JSON, the history too.");

    public static Command Command() => Verb.Of(
        "execute",
        "Starts a workflow, shows its progress, and waits for its end. Exits with 1 if it did not complete.",
        [.. StartOptions.All, Detailed],
        RunAsync);

    private static async Task<int> RunAsync(Invocation call)
    {
        var began = Stopwatch.GetTimestamp();
        var (request, run, isNew) = await StartWorkflow.StartAsync(call);
        call.Print.Card(
            StartWorkflow.TitleOf(isNew), call.Print.IsText ? StartWorkflow.Entries(request, run) : []);
        if (call.Print.IsText)
        {
            await ShowHistory.ProgressAsync(call, run, follow: true, call.Get(Detailed));
        }

        var (last, close) = await Histories.OutcomeAsync(call, run);
        var outcome = Outcome.Of(close);
        var took = Stopwatch.GetElapsedTime(began);
        if (!call.Print.IsText)
        {
            var history = call.Get(Detailed) ? await HistoryAsync(call, last) : null;
            call.Print.Json(() => Json(request, run, outcome, close, took, history));
            return outcome.ExitCode;
        }

        ShowResult.Show(call, outcome, took);
        return outcome.ExitCode;
    }

    private static async Task<History> HistoryAsync(Invocation call, WorkflowExecution run)
    {
        var history = new History();
        await foreach (var each in Histories.ReadAsync(call, run, follow: false, call.Token))
        {
            history.Events.Add(each);
        }

        return history;
    }

    private static JsonObject Json(
        StartWorkflowExecutionRequest request,
        WorkflowExecution run,
        Outcome outcome,
        HistoryEvent close,
        TimeSpan took,
        History? history)
    {
        var json = StartWorkflow.Json(request, run);
        json["durationMillis"] = (long)took.TotalMilliseconds;
        json["status"] = outcome.Status;
        json["closeEvent"] = ProtoJson.Node(close, shorthand: true);
        if (outcome.Result is not null)
        {
            json["result"] = outcome.ResultJson();
        }

        if (history is not null)
        {
            json["history"] = ProtoJson.Node(history, shorthand: false);
        }

        return json;
    }
}
