using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Update.V1;
using Cairn.Sdk.Replay.Commands;
using Google.Protobuf.WellKnownTypes;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay.Stories;

/// <summary>What can happen to an update: it comes as a message, or in a replay from history.</summary>
internal static class UpdateStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "an update is taken on and answered at once",
            [[Accept, Answer]],
            run =>
            {
                Deliver(run);
                run.Feed(First());
                Assert.Equal(["u/request/accept", "u/request/complete"], run.Machines.ToMessages().Select(m => m.Id));
                run.Feed(History([.. Begun, Accepted(), Answered(), Signaled("s"), .. NextTask()]));
            },
            "InitializeWorkflow DoUpdate",
            "SignalWorkflow"),
        new(
            "an update is answered in a later task",
            [[Accept], [Answer]],
            run => run.Feed(
                History(
                [
                    .. Begun, Accepted(), Signaled("s"), .. NextTask(),
                    TaskCompleted(), Answered(),
                ]),
                toTheEnd: true),
            "InitializeWorkflow DoUpdate",
            "SignalWorkflow"),
        new(
            "an update is refused and leaves no trace",
            [[new WorkflowCommand.RejectUpdate("u", new() { Message = "no" })]],
            run =>
            {
                Deliver(run);
                run.Feed(First());
                Assert.Equal(["u/request/reject"], run.Machines.ToMessages().Select(m => m.Id));
                Assert.Empty(run.Commands);
            },
            "InitializeWorkflow DoUpdate"),
    ];

    private static WorkflowCommand Accept => new WorkflowCommand.AcceptUpdate("u");

    private static WorkflowCommand Answer => new WorkflowCommand.CompleteUpdate("u", new() { Success = new() });

    private static Request Request => new() { Meta = new() { UpdateId = "u" }, Input = new() { Name = "Update" } };

    private static void Deliver(Run run) => run.Machines.Receive(
        [new() { Id = "u/request", ProtocolInstanceId = "u", EventId = 2, Body = Any.Pack(Request) }]);

    private static HistoryEvent Accepted() => new()
    {
        EventType = EventType.WorkflowExecutionUpdateAccepted,
        WorkflowExecutionUpdateAcceptedEventAttributes = new()
        {
            ProtocolInstanceId = "u",
            AcceptedRequestMessageId = "u/request",
            AcceptedRequestSequencingEventId = 2,
            AcceptedRequest = Request,
        },
    };

    private static HistoryEvent Answered() => new()
    {
        EventType = EventType.WorkflowExecutionUpdateCompleted,
        WorkflowExecutionUpdateCompletedEventAttributes = new()
        {
            Meta = new() { UpdateId = "u" }, AcceptedEventId = 5, Outcome = new() { Success = new() },
        },
    };
}
