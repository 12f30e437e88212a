using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Commands;
using Cairn.Sdk.Replay.Machines;
using Google.Protobuf.WellKnownTypes;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay.Stories;

/// <summary>What can happen to a local activity. A task that it outlasts is answered and goes on as another.</summary>
internal static class LocalActivityStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "a local activity runs here",
            [[Schedule()]],
            run =>
            {
                run.Feed(First());
                Assert.Equal([1U], run.Machines.TakeLocalActivitiesToStart().Select(activity => activity.Seq));
                run.Complete(Result());
                run.Feed(History([.. Begun, Marker(), Signaled("s"), .. NextTask()]));
            },
            "InitializeWorkflow",
            "ResolveLocalActivity",
            "SignalWorkflow"),
        new(
            "a local activity has run before, as history says",
            [[Schedule()]],
            run =>
            {
                run.Feed(History([.. Begun, Marker(), Signaled("s"), .. NextTask()]));
                Assert.Empty(run.Machines.TakeLocalActivitiesToStart());
            },
            "InitializeWorkflow",
            "ResolveLocalActivity",
            "SignalWorkflow"),
        new(
            "a local activity ran in a worker that is gone, and runs here again",
            [[Schedule(), StartTimer(1)]],
            run =>
            {
                run.Feed(History([.. Begun, TimerStarted("1"), .. NextTask()]));
                Assert.Equal([1U], run.Machines.TakeLocalActivitiesToStart().Select(activity => activity.Seq));
                run.Complete(Result());
            },
            "InitializeWorkflow",
            "ResolveLocalActivity"),
        new(
            "a local activity is cancelled in the step that asked for it",
            [[Schedule(), Cancel]],
            run =>
            {
                run.Feed(First());
                Assert.Empty(run.Machines.TakeLocalActivitiesToStart());
                Assert.Empty(run.Commands);
            },
            "InitializeWorkflow",
            "ResolveLocalActivity"),
        new(
            "a marker of a local activity that was cancelled in the step that asked for it changes nothing",
            [[Schedule(), Cancel]],
            run => run.Feed(History([.. Begun, Marker(Cancellation), Signaled("s"), .. NextTask()])),
            "InitializeWorkflow",
            "ResolveLocalActivity",
            "SignalWorkflow"),
        new(
            "a local activity is asked to stop, and the code waits for it",
            [[Schedule(ActivityCancellation.WaitCancellationCompleted)], [Cancel]],
            run =>
            {
                run.Feed(First());
                run.Feed(History([.. Begun, Signaled("s"), .. NextTask()]));
                Assert.Equal([1U], run.Machines.TakeLocalActivitiesToCancel());
                run.Complete(Result(Cancellation));
            },
            "InitializeWorkflow",
            "SignalWorkflow",
            "ResolveLocalActivity"),
        new(
            "a local activity was asked to stop, as history says",
            [[Schedule(), StartTimer(1)], [Cancel]],
            run => run.Feed(
                History(
                [
                    .. Begun, TimerStarted("1"), .. NextTask(), TaskCompleted(), TimerFired("1", 5), .. NextTask(),
                    TaskCompleted(), Marker(Cancellation),
                ]),
                toTheEnd: true),
            "InitializeWorkflow",
            "FireTimer",
            "ResolveLocalActivity"),
    ];

    private static WorkflowCommand Cancel => new WorkflowCommand.CancelLocalActivity(1);

    private static Failure Cancellation => new() { CanceledFailureInfo = new() };

    private static WorkflowCommand.ScheduleLocalActivity Schedule(
        ActivityCancellation cancellation = ActivityCancellation.TryCancel) =>
        new(1, new() { ActivityId = "1", ActivityType = "L" }, cancellation, Metadata: null);

    private static LocalActivityResult Result(Failure? failure = null) =>
        new(1, 1, new Timestamp(), TimeSpan.FromSeconds(1), Result: null, failure, Backoff: null);

    private static HistoryEvent Marker(Failure? failure = null)
    {
        var written = new LocalActivityMarker
        {
            Seq = 1, Attempt = 1, ActivityId = "1", ActivityType = "L", Failure = failure,
        }.ToAttributes();
        return new()
        {
            EventType = EventType.MarkerRecorded,
            MarkerRecordedEventAttributes = new()
            {
                MarkerName = written.MarkerName, Details = { written.Details }, Failure = written.Failure,
            },
        };
    }
}
