using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using static Cairn.Sdk.Replay.Commands.ActivityCancellation;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay.Stories;

/// <summary>
/// What can happen to an activity. Servers write that it was started together with its end; those before retries were
/// the rule wrote it at once, so that a task could come in between.
/// </summary>
internal static class ActivityStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "an activity that no worker takes times out",
            [[Schedule(1, "A")]],
            run => run.Feed(History([.. Begun, ActivityScheduled("A"), ActivityTimedOut(5), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveActivity"),
        new(
            "an activity completes",
            [[Schedule(1, "A")]],
            run => run.Feed(
                History([.. Begun, ActivityScheduled("A"), ActivityStarted(5), ActivityCompleted(5), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveActivity"),
        new(
            "an activity fails",
            [[Schedule(1, "A")]],
            run => run.Feed(
                History([.. Begun, ActivityScheduled("A"), ActivityStarted(5), ActivityFailed(5), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveActivity"),
        new(
            "an activity is cancelled before it was sent",
            [[Schedule(1, "A"), Cancel]],
            run => run.Feed(First()),
            "InitializeWorkflow",
            "ResolveActivity"),
        new(
            "an activity is abandoned before it was sent",
            [[Schedule(1, "A", Abandon), Cancel]],
            run => run.Feed(First()),
            "InitializeWorkflow",
            "ResolveActivity"),
        new(
            "an activity is cancelled before a worker took it",
            [[Schedule(1, "A")], [Cancel]],
            Cancelled([], ActivityCancelRequested(5), ActivityCanceled(5)),
            "InitializeWorkflow",
            "CancelWorkflow",
            "ResolveActivity"),
        new(
            "a cancelled activity completes all the same, and the code has waited for it",
            [[Schedule(1, "A", WaitCancellationCompleted)], [Cancel]],
            Cancelled([], ActivityCancelRequested(5), ActivityStarted(5), ActivityCompleted(5)),
            "InitializeWorkflow",
            "CancelWorkflow",
            "ResolveActivity"),
        new(
            "an activity is cancelled that a worker is known to have taken",
            [[Schedule(1, "A")], [Cancel]],
            Cancelled([ActivityStarted(5)], ActivityCancelRequested(5), ActivityCanceled(5)),
            "InitializeWorkflow",
            "CancelWorkflow",
            "ResolveActivity"),
        new(
            "an abandoned activity completes and nobody is told",
            [[Schedule(1, "A", Abandon)], [Cancel]],
            Cancelled([], ActivityStarted(5), ActivityCompleted(5)),
            "InitializeWorkflow",
            "CancelWorkflow",
            "ResolveActivity"),
        new(
            "an activity is abandoned that a worker is known to have taken",
            [[Schedule(1, "A", Abandon)], [Cancel]],
            Cancelled([ActivityStarted(5)], ActivityCompleted(5)),
            "InitializeWorkflow",
            "CancelWorkflow",
            "ResolveActivity"),
    ];

    private static WorkflowCommand Cancel => new WorkflowCommand.RequestCancelActivity(1);

    // The activity is event 5; somebody cancels the workflow, which cancels the activity in its second task.
    private static Action<Run> Cancelled(HistoryEvent[] before, params HistoryEvent[] after) => run => run.Feed(History(
        [
            .. Begun, ActivityScheduled("A"), .. before, CancelRequested(), .. NextTask(), TaskCompleted(),
            .. after, .. NextTask(),
        ]));
}
