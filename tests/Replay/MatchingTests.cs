using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Commands;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay;

public class MatchingTests
{
    private static HistoryEvent[] FirstTask => [Started(), TaskScheduled(), TaskStarted(), TaskCompleted()];

    [Fact]
    public void Code_that_does_what_history_says_passes() => new Run([Schedule(1, "Charge"), StartTimer(1)]).Feed(
        History([.. FirstTask, ActivityScheduled("Charge"), TimerStarted("1")]), toTheEnd: true);

    [Fact]
    public void Another_kind_of_command_is_refused_with_both_sides_and_the_commands_before()
    {
        var error = Refused(
            [StartTimer(1), StartTimer(2), Schedule(1, "Charge")],
            TimerStarted("1"), TimerStarted("2"), TimerStarted("3"));
        Assert.StartsWith(
            "[TMPRL1100] Nondeterminism error: history event 7 expects TimerStarted(3), but the code produced "
            + "ScheduleActivityTask(Charge) at OrderWorkflow.cs:42.",
            error,
            StringComparison.Ordinal);
        Assert.Contains("     5  TimerStarted(1) ", error, StringComparison.Ordinal);
        Assert.Contains("     7  TimerStarted(3) ", error, StringComparison.Ordinal);
        Assert.Contains("<-- differs", error, StringComparison.Ordinal);
        Assert.Contains("Workflow.Patched", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_activity_of_another_type_is_refused() => Assert.Contains(
        "expects ActivityTaskScheduled(Refund), but the code produced ScheduleActivityTask(Charge) at "
        + "OrderWorkflow.cs:42: the activity's type is another",
        Refused([Schedule(1, "Charge")], ActivityScheduled("Refund")),
        StringComparison.Ordinal);

    [Fact]
    public void An_activity_with_another_id_is_refused() => Assert.Contains(
        "the activity's id is another",
        Refused([Schedule(1, "Charge")], ActivityScheduled("Charge", "7")),
        StringComparison.Ordinal);

    [Fact]
    public void Before_flag_1_types_and_ids_may_differ() => new Run([Schedule(1, "Charge")]).Feed(
        History(Started(), TaskScheduled(), TaskStarted(), TaskCompleted(core: []), ActivityScheduled("Refund", "9")),
        toTheEnd: true);

    [Fact]
    public void A_command_that_the_code_does_not_produce_is_refused() => Assert.Contains(
        "history event 5 expects TimerStarted(1), but the code produced no further command",
        Refused([], TimerStarted("1")),
        StringComparison.Ordinal);

    [Fact]
    public void A_command_that_history_does_not_have_is_refused() => Assert.Contains(
        "history event 6 expects no further command, but the code produced ScheduleActivityTask(Charge)",
        Refused([StartTimer(1), Schedule(1, "Charge")], TimerStarted("1"), TaskScheduled(), TaskStarted()),
        StringComparison.Ordinal);

    [Fact]
    public void Another_end_of_the_run_is_refused() => Assert.Contains(
        "expects WorkflowExecutionCompleted, but the code produced StartTimer(1)",
        Refused([StartTimer(1)], Completed()),
        StringComparison.Ordinal);

    [Fact]
    public void A_timer_that_nobody_started_cannot_fire() => Assert.Contains(
        "has nothing that waits for it: no timer was started by event 3",
        Refused([], TimerFired("1", 3)),
        StringComparison.Ordinal);

    [Fact]
    public void A_timer_cannot_fire_under_another_id() => Assert.Contains(
        "that event started timer \"1\"",
        Refused([StartTimer(1)], TimerStarted("1"), TimerFired("2", 5)),
        StringComparison.Ordinal);

    [Fact]
    public void An_event_of_an_unknown_kind_is_refused_unless_workers_may_ignore_it()
    {
        Assert.Contains("does not know such events", Refused([], Unknown(false)), StringComparison.Ordinal);
        new Run().Feed(History([.. FirstTask, Unknown(true)]), toTheEnd: true);

        static HistoryEvent Unknown(bool ignore) => new() { EventType = (EventType)999, WorkerMayIgnore = ignore };
    }

    [Fact]
    public void A_patch_that_history_does_not_have_is_skipped() =>
        new Run([Patch("p", true), StartTimer(1), Patch("q", true)]).Feed(
            History([.. FirstTask, TimerStarted("1")]), toTheEnd: true);

    [Fact]
    public void A_deprecated_patch_that_the_code_does_not_have_is_skipped() => new Run([StartTimer(1)]).Feed(
        History([.. FirstTask, PatchMarker("p", deprecated: true), ChangeVersion(), TimerStarted("1")]),
        toTheEnd: true);

    [Fact]
    public void A_patch_that_the_code_must_still_have_is_asked_for() => Assert.Contains(
        "The patch \"p\" is not deprecated: its call must stay in the code",
        Refused([], PatchMarker("p")),
        StringComparison.Ordinal);

    [Fact]
    public void The_older_form_of_a_patch_marker_is_understood()
    {
        var marker = PatchMarker("p");
        marker.MarkerRecordedEventAttributes.Details.Clear();
        marker.MarkerRecordedEventAttributes.Details.Add("patch_id", Payloads("p"));
        marker.MarkerRecordedEventAttributes.Details.Add("deprecated", Payloads("\u0000"));
        new Run([Patch("p"), StartTimer(1)]).Feed(
            History(Started(), TaskScheduled(), TaskStarted(), TaskCompleted(core: []), marker, TimerStarted("1")),
            toTheEnd: true);
    }

    private static WorkflowCommand.SetPatchMarker Patch(string id, bool deprecated = false) => new(id, deprecated);

    private static string Refused(WorkflowCommand[] commands, params HistoryEvent[] events) =>
        Assert.Throws<NondeterminismException>(
            () => new Run(commands).Feed(History([.. FirstTask, .. events]), toTheEnd: true)).Message;
}
