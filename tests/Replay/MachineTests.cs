using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Sdk.Replay.Machines;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay;

public class MachineTests
{
    [Fact]
    public void A_timer_that_is_cancelled_before_it_was_sent_leaves_no_trace()
    {
        var run = new Run([StartTimer(1), new WorkflowCommand.CancelTimer(1), StartTimer(2)]).Feed(First());
        Assert.Equal(["StartTimer"], run.Commands);
    }

    [Fact]
    public void An_activity_that_is_cancelled_before_it_was_sent_leaves_no_trace_but_ends()
    {
        var run = new Run([Schedule(1, "A"), new WorkflowCommand.RequestCancelActivity(1)]).Feed(First());
        Assert.Empty(run.Commands);
        Assert.Equal(["InitializeWorkflow", "ResolveActivity"], run.Jobs);
    }

    [Fact]
    public void To_try_to_cancel_ends_the_call_in_the_same_task()
    {
        var run = Cancelled(ActivityCancellation.TryCancel);
        Assert.Equal(["InitializeWorkflow", "CancelWorkflow", "ResolveActivity"], run.Jobs);
        Assert.Equal(["RequestCancelActivityTask"], run.Commands);
    }

    [Fact]
    public void To_wait_for_the_cancellation_ends_the_call_with_the_activity()
    {
        var run = Cancelled(ActivityCancellation.WaitCancellationCompleted);
        Assert.Equal(["InitializeWorkflow", "CancelWorkflow"], run.Jobs);
        Assert.Equal(["RequestCancelActivityTask"], run.Commands);
    }

    [Fact]
    public void To_abandon_ends_the_call_and_asks_for_nothing()
    {
        var run = Cancelled(ActivityCancellation.Abandon);
        Assert.Equal(["InitializeWorkflow", "CancelWorkflow", "ResolveActivity"], run.Jobs);
        Assert.Empty(run.Commands);
    }

    [Fact]
    public void A_cancelled_activity_fails_as_an_activity_with_the_cancellation_as_its_cause()
    {
        var run = Cancelled(ActivityCancellation.TryCancel);
        var job = run.Activations[2].Jobs.OfType<ActivationJob.ResolveActivity>().Single();
        var failure = Assert.IsType<Resolution.Failed>(job.Resolution).Failure;
        Assert.Equal("A", failure.ActivityFailureInfo.ActivityType.Name);
        Assert.NotNull(failure.Cause.CanceledFailureInfo);
    }

    [Fact]
    public void The_command_that_ends_the_run_goes_last()
    {
        var run = new Run([Complete(), StartTimer(1), Complete()]).Feed(First());
        Assert.Equal(["StartTimer", "CompleteWorkflowExecution"], run.Commands);
    }

    [Fact]
    public void Before_flag_3_commands_after_the_end_are_dropped()
    {
        var history = History(
            Started(), TaskScheduled(), TaskStarted(), TaskCompleted(core: [1]), Completed());
        new Run([Complete(), StartTimer(1)]).Feed(history, toTheEnd: true);
    }

    [Fact]
    public void A_patch_is_a_marker_and_a_search_attribute()
    {
        var run = new Run([Patch("b"), Patch("a", deprecated: true)]).Feed(First());
        var commands = run.Machines.ToCommands().ToArray();
        Assert.Equal(
            "{\"id\":\"b\",\"deprecated\":false}",
            commands[0].RecordMarkerCommandAttributes.Details["patch-data"].Payloads_[0].Data.ToStringUtf8());
        var list = commands[3].UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes
            .IndexedFields["TemporalChangeVersion"];
        Assert.Equal("[\"a\",\"b\"]", list.Data.ToStringUtf8());
        Assert.Equal("KeywordList", list.Metadata["type"].ToStringUtf8());
    }

    [Fact]
    public void A_list_of_patches_that_would_be_too_long_is_left_out()
    {
        var run = new Run([Patch(new string('x', 2044))]).Feed(First());
        Assert.Equal(["RecordMarker"], run.Commands);
    }

    [Fact]
    public void Flags_are_recorded_once_and_the_sdk_names_itself()
    {
        var run = new Run().Feed(First());
        var first = run.Machines.ToMetadata();
        Assert.Equal([1U, 2U, 3U], first.CoreUsedFlags);
        Assert.Equal("cairn-dotnet", first.SdkName);
        Assert.Empty(run.Machines.ToMetadata().CoreUsedFlags);
    }

    [Fact]
    public void Flags_of_another_language_are_not_ours()
    {
        var flags = new SdkFlags();
        flags.Learn(new() { LangUsedFlags = { 2 }, SdkName = "temporal-typescript" });
        Assert.False(flags.UseLanguage(2, isReplaying: true));
        flags.Learn(new() { LangUsedFlags = { 2 }, SdkName = "temporal-dotnet" });
        Assert.True(flags.UseLanguage(2, isReplaying: true));
    }

    [Fact]
    public void A_graph_can_be_printed()
    {
        var text = TimerMachine.Table.ToMermaid();
        Assert.StartsWith("stateDiagram-v2\n    [*] --> Issued\n", text, StringComparison.Ordinal);
        Assert.Contains("    Started --> Fired: Fire", text, StringComparison.Ordinal);
    }

    private static WorkflowCommand.SetPatchMarker Patch(string id, bool deprecated = false) => new(id, deprecated);

    private static Run Cancelled(ActivityCancellation cancellation) =>
        new Run([Schedule(1, "A", cancellation)], [new WorkflowCommand.RequestCancelActivity(1)]).Feed(History(
            [.. Begun, ActivityScheduled("A"), CancelRequested(), .. NextTask()]));
}
