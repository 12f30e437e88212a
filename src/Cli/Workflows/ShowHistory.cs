using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow show</c>.</summary>
internal static class ShowHistory
{
    private static readonly Option<bool> Follow =
        Texts.Switch("--follow", "Waits for further events until the workflow is closed.", "-f");

    private static readonly Option<bool> Detailed = Texts.Switch("--detailed", "Shows all attributes of each event.");

    private static readonly Option<bool> Reverse = Texts.Switch("--reverse", "Shows the newest event first.");

    public static Command Command() => Verb.Of(
        "show",
        "Shows the event history of a workflow. The JSON of it can be replayed by every SDK.",
        [.. WorkflowReference.Options, Follow, Detailed, Reverse],
        RunAsync);

    /// <summary>Shows events as they come, a line each.</summary>
    public static async Task<HistoryEvent?> ProgressAsync(
        Invocation call, WorkflowExecution run, bool follow, bool detailed)
    {
        HistoryEvent? last = null;
        call.Print.Line($"{"ID",5}  {"Time",-20}  {"Type",-34}  Details");
        await foreach (var each in Histories.ReadAsync(call, run, follow, call.Token))
        {
            Line(call, each, detailed);
            last = each;
        }

        call.Print.Line();
        return last;
    }

    private static async Task RunAsync(Invocation call)
    {
        var run = WorkflowReference.Of(call);
        if (!call.Print.IsText)
        {
            await JsonAsync(call, run);
            return;
        }

        HistoryEvent? last;
        if (call.Get(Reverse))
        {
            var events = new List<HistoryEvent>();
            await foreach (var each in Histories.ReadAsync(call, run, call.Get(Follow), call.Token))
            {
                events.Add(each);
            }

            last = events[^1];
            foreach (var each in Enumerable.Reverse(events))
            {
                Line(call, each, call.Get(Detailed));
            }

            call.Print.Line();
        }
        else
        {
            last = await ProgressAsync(call, run, call.Get(Follow), call.Get(Detailed));
        }

        if (last is not null && Outcome.Of(last) is { Failure: not null } outcome)
        {
            ShowResult.Show(call, outcome, null);
        }
    }

    private static async Task JsonAsync(Invocation call, WorkflowExecution run)
    {
        var history = new History();
        await foreach (var each in Histories.ReadAsync(call, run, call.Get(Follow), call.Token))
        {
            if (call.Print.Format == OutputFormat.JsonLines)
            {
                call.Print.Json(each, withShorthand: false);
            }

            history.Events.Add(each);
        }

        if (call.Print.Format == OutputFormat.Json)
        {
            call.Print.Json(history, withShorthand: false);
        }
    }

    private static void Line(Invocation call, HistoryEvent each, bool detailed)
    {
        call.Print.Line($"{each.EventId,5}  {call.Print.Times.Of(each.EventTime),-20}  {EventText.TypeOf(each),-34}  "
            + EventText.Of(each).ReplaceLineEndings(" "));
        if (detailed && EventText.AttributesOf(each) is { } attributes)
        {
            call.Print.Line("       " + ProtoJson.Write(ProtoJson.Node(attributes, shorthand: true), indented: true)
                .ReplaceLineEndings("\n       "));
        }
    }
}
