using Cairn.Api.Enums.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay;

public class ActivationTests
{
    [Fact]
    public void Jobs_come_sorted_and_signals_keep_the_order_of_history()
    {
        var run = new Run([StartTimer(1)]).Feed(History(
            Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), TimerStarted("1"),
            TimerFired("1", 5), Signaled("a"), CancelRequested(), Signaled("b"),
            TaskFailed(WorkflowTaskFailedCause.ResetWorkflow, "new run"), TaskScheduled(), TaskStarted()));
        Assert.Equal(
            "UpdateRandomSeed SignalWorkflow SignalWorkflow FireTimer CancelWorkflow", run.Jobs[1]);
        Assert.Equal(
            ["a", "b"], run.Activations[1].Jobs.OfType<ActivationJob.SignalWorkflow>().Select(s => s.Name));
    }

    [Fact]
    public void Only_the_last_task_without_a_completion_is_no_replay()
    {
        var run = new Run([StartTimer(1)]).Feed(History(
            Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), TimerStarted("1"),
            TimerFired("1", 5), TaskScheduled(), TaskStarted()));
        Assert.Equal([true, false], run.Activations.Select(a => a.IsReplaying));
    }

    [Fact]
    public void Time_is_that_of_the_task_and_never_goes_back()
    {
        var history = History(
            Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), Signaled("a"), TaskScheduled(), TaskStarted());
        history[6].EventTime = history[0].EventTime;
        var run = new Run().Feed(history);
        Assert.Equal(
            [history[2].EventTime.ToDateTime(), history[2].EventTime.ToDateTime()],
            run.Activations.Select(a => a.Timestamp));
    }

    [Fact]
    public void The_state_of_history_is_that_of_the_task()
    {
        var history = History(Started(), TaskScheduled(), TaskStarted());
        history[2].WorkflowTaskStartedEventAttributes = new() { HistorySizeBytes = 99, SuggestContinueAsNew = true };
        var activation = new Run().Feed(history).Activations[0];
        Assert.Equal((3, 99, true), (
            activation.HistoryLength, activation.HistorySizeBytes, activation.ContinueAsNewSuggested));
    }

    [Fact]
    public void Patches_of_the_step_to_be_repeated_are_announced_before_it()
    {
        var run = new Run([new WorkflowCommand.SetPatchMarker("p", false)]).Feed(
            History(Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), PatchMarker("p"), ChangeVersion()),
            toTheEnd: true);
        Assert.Equal("InitializeWorkflow NotifyHasPatch", run.Jobs[0]);
    }

    [Fact]
    public void A_reset_gives_a_new_seed()
    {
        var run = new Run().Feed(History(
            Started(), TaskScheduled(), TaskStarted(), TaskFailed(WorkflowTaskFailedCause.ResetWorkflow, ""),
            TaskScheduled(), TaskStarted()));
        var seed = run.Activations[0].Jobs.OfType<ActivationJob.UpdateRandomSeed>().Single();
        Assert.Equal(0x30406ea523c53defUL, seed.RandomSeed);
    }

    [Fact]
    public void A_task_without_news_gives_no_activation()
    {
        var run = new Run().Feed(History(
            Started(), TaskScheduled(), TaskStarted(), TaskCompleted(),
            new() { EventType = EventType.WorkflowExecutionOptionsUpdated }, TaskScheduled(), TaskStarted()));
        Assert.Single(run.Activations);
        Assert.Equal(7, run.Machines.LastStartedEventId);
    }
}
