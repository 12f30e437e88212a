using Cairn.Sdk.Replay.Commands;
using static Cairn.Tests.Replay.Events;
using static Cairn.Tests.Replay.FamilyEvents;

namespace Cairn.Tests.Replay.Stories;

/// <summary>What can happen to a child, with the request to cancel one that was sent.</summary>
internal static class ChildStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "a child runs and fails",
            [[Child()]],
            run => run.Feed(History([.. Begun, ChildInitiated(), ChildStarted(5), ChildFailed(5), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveChildStart ResolveChild"),
        new(
            "a child is refused",
            [[Child()]],
            run => run.Feed(History([.. Begun, ChildInitiated(), ChildRefused(5), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveChildStart"),
        new(
            "a child is cancelled before it was sent",
            [[Child(), Cancel]],
            run => run.Feed(First()),
            "InitializeWorkflow",
            "ResolveChildStart"),
        new(
            "a child is cancelled before it began",
            [[Child()], [Cancel]],
            run => run.Feed(History(
            [
                .. Begun, ChildInitiated(), Signaled("s"), .. NextTask(),
                TaskCompleted(), CancelInitiated(), ChildStarted(5), CancelDelivered(10), ChildCanceled(5),
                .. NextTask(),
            ])),
            "InitializeWorkflow",
            "SignalWorkflow",
            "ResolveChildStart ResolveChild"),
        new(
            "a child is cancelled while it runs",
            [[Child()], [Cancel]],
            run => run.Feed(History(
            [
                .. Begun, ChildInitiated(), ChildStarted(5), .. NextTask(),
                TaskCompleted(), CancelInitiated(), CancelDelivered(10), ChildCanceled(5), .. NextTask(),
            ])),
            "InitializeWorkflow",
            "ResolveChildStart",
            "ResolveChild"),
    ];

    private static WorkflowCommand Cancel => new WorkflowCommand.CancelChild(1, "");
}
