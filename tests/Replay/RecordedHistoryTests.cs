using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay;

/// <summary>Histories that Temporal's own core recorded; a script stands for the code that made each.</summary>
public class RecordedHistoryTests
{
    [Fact]
    public void A_timer_of_theirs_replays()
    {
        var run = new Run([StartTimer(0)], [Complete()]).Feed(Recorded("timer_workflow_history"), toTheEnd: true);
        Assert.Equal(["InitializeWorkflow", "FireTimer"], run.Jobs);
    }

    [Fact]
    public void A_task_that_failed_once_replays_as_the_one_that_went_through()
    {
        var run = new Run([StartTimer(0)], [Complete()]).Feed(Recorded("fail_wf_task"), toTheEnd: true);
        Assert.Equal(["InitializeWorkflow", "FireTimer"], run.Jobs);
        Assert.Equal(11, run.Machines.LastStartedEventId);
    }

    [Fact]
    public void A_marker_in_the_older_form_replays()
    {
        var history = Recorded("old_change_marker_format");
        var patch = new WorkflowCommand.SetPatchMarker(PatchId(history), Deprecated: false);
        var run = new Run([patch, StartTimer(1)], [StartTimer(2)], [StartTimer(3)], [Complete()])
            .Feed(history, toTheEnd: true);
        Assert.Equal(["InitializeWorkflow NotifyHasPatch", "FireTimer", "FireTimer", "FireTimer"], run.Jobs);
    }

    [Fact]
    public void A_history_that_ends_with_an_empty_completion_replays()
    {
        var run = new Run([Schedule(1, "say_hello")]).Feed(Recorded("ends_empty_wft_complete"), toTheEnd: true);
        Assert.Equal(["InitializeWorkflow", "ResolveActivity"], run.Jobs);
    }

    private static string PatchId(List<HistoryEvent> history) => history
        .First(e => e.MarkerRecordedEventAttributes is not null)
        .MarkerRecordedEventAttributes.Details["patch_id"].Payloads_[0].Data.ToStringUtf8();

    private static List<HistoryEvent> Recorded(string name) =>
    [
        .. Api.History.V1.History.Parser.ParseFrom(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "histories", name + ".bin"))).Events,
    ];
}
