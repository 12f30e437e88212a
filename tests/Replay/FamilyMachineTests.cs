using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using static Cairn.Tests.Replay.Events;
using static Cairn.Tests.Replay.FamilyEvents;

namespace Cairn.Tests.Replay;

/// <summary>Children, and signals and requests to cancel that go to other workflows.</summary>
public class FamilyMachineTests
{
    [Fact]
    public void A_child_starts_and_ends_in_two_jobs()
    {
        var run = new Run([Child()], [], [Complete()]).Feed(History(
            Started(), TaskScheduled(), TaskStarted(), TaskCompleted(),
            ChildInitiated(), ChildStarted(5), TaskScheduled(), TaskStarted(), TaskCompleted(),
            ChildFailed(5), TaskScheduled(), TaskStarted()));
        Assert.Equal(["InitializeWorkflow", "ResolveChildStart", "ResolveChild"], run.Jobs);
        var failed = Assert.IsType<Resolution.Failed>(
            run.Activations[2].Jobs.OfType<ActivationJob.ResolveChild>().Single().Resolution);
        Assert.Equal(5, failed.Failure.ChildWorkflowExecutionFailureInfo.InitiatedEventId);
    }

    [Fact]
    public void A_child_that_the_server_refuses_ends_with_its_start()
    {
        var run = new Run([Child()]).Feed(History(
            Started(), TaskScheduled(), TaskStarted(), TaskCompleted(),
            ChildInitiated(), ChildRefused(5), TaskScheduled(), TaskStarted()));
        Assert.IsType<ChildStart.Refused>(
            run.Activations[1].Jobs.OfType<ActivationJob.ResolveChildStart>().Single().Start);
    }

    [Fact]
    public void A_child_that_is_cancelled_before_it_was_sent_leaves_no_trace()
    {
        var run = new Run([Child(), new WorkflowCommand.CancelChild(1, "")]).Feed(
            History(Started(), TaskScheduled(), TaskStarted()));
        Assert.Empty(run.Commands);
        Assert.Equal(["InitializeWorkflow", "ResolveChildStart"], run.Jobs);
    }

    [Theory]
    [InlineData(ChildCancellation.Abandon, 0, 2)]
    [InlineData(ChildCancellation.TryCancel, 1, 2)]
    [InlineData(ChildCancellation.WaitCancellationCompleted, 1, 1)]
    [InlineData(ChildCancellation.WaitCancellationRequested, 1, 1)]
    public void Cancelling_a_child_that_was_sent_means_what_its_kind_says(
        object cancellation, int commands, int activations)
    {
        var run = new Run([Child((ChildCancellation)cancellation)], [new WorkflowCommand.CancelChild(1, "")]).Feed(
            History(
                Started(), TaskScheduled(), TaskStarted(), TaskCompleted(),
                ChildInitiated(), Signaled("s"), TaskScheduled(), TaskStarted()));
        Assert.Equal(commands, run.Commands.Length);
        Assert.Equal(activations + 1, run.Activations.Count);
    }

    [Theory]
    [InlineData(ChildCancellation.WaitCancellationCompleted)]
    [InlineData(ChildCancellation.WaitCancellationRequested)]
    public void A_cancelled_child_that_is_waited_for_ends_with_its_last_event_and_not_with_the_request(
        object cancellation)
    {
        var run = new Run([Child((ChildCancellation)cancellation)], [new WorkflowCommand.CancelChild(1, "")]).Feed(
            History(
                Started(), TaskScheduled(), TaskStarted(), TaskCompleted(),
                ChildInitiated(), ChildStarted(5), TaskScheduled(), TaskStarted(), TaskCompleted(),
                CancelInitiated(), CancelDelivered(10), Signaled("s"), TaskScheduled(), TaskStarted(), TaskCompleted(),
                ChildCanceled(5), TaskScheduled(), TaskStarted()));
        Assert.Equal(["InitializeWorkflow", "ResolveChildStart", "SignalWorkflow", "ResolveChild"], run.Jobs);
    }

    [Fact]
    public void The_kind_and_id_of_a_child_are_compared()
    {
        var error = Assert.Throws<Cairn.Sdk.Replay.NondeterminismException>(() => new Run([Child(id: "other")]).Feed(
            History(
                Started(), TaskScheduled(), TaskStarted(), TaskCompleted(),
                ChildInitiated(), ChildStarted(5), TaskScheduled(), TaskStarted())));
        Assert.Contains("the child's id is \"c\" and not \"other\"", error.Message, StringComparison.Ordinal);
    }
}
