using Cairn.Sdk.Replay.Commands;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay.Stories;

/// <summary>What can happen to a timer.</summary>
internal static class TimerStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "a timer fires",
            [[StartTimer(1)]],
            run => run.Feed(History([.. Begun, TimerStarted("1"), TimerFired("1", 5), .. NextTask()])),
            "InitializeWorkflow",
            "FireTimer"),
        new(
            "a timer is cancelled",
            [[StartTimer(1)], [new WorkflowCommand.CancelTimer(1)]],
            run => run.Feed(
                History(
                [
                    .. Begun, TimerStarted("1"), Signaled("s"), .. NextTask(),
                    TaskCompleted(), TimerCanceled("1", 5),
                ]),
                toTheEnd: true),
            "InitializeWorkflow",
            "SignalWorkflow"),
        new(
            "a timer is cancelled before it was sent",
            [[StartTimer(1), new WorkflowCommand.CancelTimer(1)]],
            run => run.Feed(First()),
            "InitializeWorkflow"),
    ];
}
