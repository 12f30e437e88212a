using Cairn.Sdk.Replay.Commands;
using static Cairn.Tests.Replay.Events;
using static Cairn.Tests.Replay.FamilyEvents;

namespace Cairn.Tests.Replay.Stories;

/// <summary>What can happen to what is sent to another workflow.</summary>
internal static class ExternalStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "a signal is delivered",
            [[Signal()]],
            run => run.Feed(History([.. Begun, SignalInitiated(), SignalDelivered(5), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveSignal"),
        new(
            "a signal is taken back before it was sent",
            [[Signal(), new WorkflowCommand.CancelSignal(1)]],
            run => run.Feed(First()),
            "InitializeWorkflow",
            "ResolveSignal"),
        new(
            "a signal cannot be taken back once it was sent",
            [[Signal()], [new WorkflowCommand.CancelSignal(1)]],
            run => run.Feed(History(
            [
                .. Begun, SignalInitiated(), CancelRequested(), .. NextTask(),
                TaskCompleted(), SignalDelivered(5), .. NextTask(),
            ])),
            "InitializeWorkflow",
            "CancelWorkflow",
            "ResolveSignal"),
        new(
            "a request to cancel is delivered",
            [[new WorkflowCommand.CancelExternal(1, new() { WorkflowId = "other" })]],
            run => run.Feed(History([.. Begun, CancelInitiated(), CancelDelivered(5), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveCancel"),
    ];
}
