using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Cairn.Cli.Workflows;

namespace Cairn.Cli.Tracing;

/// <summary><c>cairn workflow trace</c>.</summary>
internal static class TraceWorkflow
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);

    private static readonly IReadOnlyDictionary<string, TraceState> Closed = new Dictionary<string, TraceState>
    {
        ["completed"] = TraceState.Completed,
        ["failed"] = TraceState.Failed,
        ["canceled"] = TraceState.Canceled,
        ["terminated"] = TraceState.Terminated,
        ["timedout"] = TraceState.TimedOut,
        ["continueasnew"] = TraceState.ContinuedAsNew,
    };

    private static readonly IReadOnlySet<TraceState> FoldedByDefault =
        new HashSet<TraceState> { TraceState.Completed, TraceState.Canceled, TraceState.Terminated };

    private static readonly Option<TraceState[]> Fold = Parsed.Many(
        "--fold",
        string.Join('|', Closed.Keys),
        "Children in this state are shown in one line. Default: completed, canceled and terminated ones.",
        (name, text) => OptionValues.Choice(name, text.ToLowerInvariant(), Closed));

    private static readonly Option<bool> NoFold = Texts.Switch("--no-fold", "Shows all of every child.");

    private static readonly Option<int?> Depth =
        Texts.Number("--depth", "How many levels of children are followed. Default: all.");

    private static readonly Option<int?> Concurrency =
        Texts.Number("--concurrency", "How many histories are read at the same time. Default: 10.");

    public static Command Command() => Verb.Of(
        "trace",
        "Shows a workflow with its activities, timers and children as a tree, which grows until it is closed.",
        [.. WorkflowReference.Options, Fold, NoFold, Depth, Concurrency],
        RunAsync);

    private static async Task RunAsync(Invocation call)
    {
        var info = (await DescribeWorkflow.AskAsync(call)).WorkflowExecutionInfo;
        var root = new TraceNode(
            $"{info.Type.Name} {info.Execution.WorkflowId}", info.StartTime.ToDateTimeOffset());
        using var trace = new Trace(
            call, call.Get(Depth) ?? int.MaxValue, call.Get(Concurrency) is > 0 and var given ? given : 10);
        var follow = trace.FollowAsync(info.Execution, root);
        var text = new TraceText(FoldedOf(call), TimeProvider.System);
        await call.Print.LiveAsync(() => trace.Read(() => text.Lines(root).ToList()), Redraw, follow);
        call.Print.Json(() => TraceText.Json(root));
    }

    private static IReadOnlySet<TraceState> FoldedOf(Invocation call) =>
        call.Get(NoFold) ? new HashSet<TraceState>()
        : call.Get(Fold) is { Length: > 0 } given ? given.ToHashSet()
        : FoldedByDefault;
}
