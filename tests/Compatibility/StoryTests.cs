namespace Cairn.Tests.Compatibility;

/// <summary>A client of Temporal's own TypeScript SDK, and workers of that SDK and of Cairn's.</summary>
public sealed class StoryTests(Fleet fleet)
{
    [Theory, BothLanguages]
    public Task A_saga_that_succeeds_compensates_nothing(Language worker) => SeesAsync(
        worker, """{"outcome":"fulfilled","activities":["reserve","charge"]}""", "saga", 50);

    [Theory, BothLanguages]
    public Task A_saga_that_fails_is_compensated(Language worker) => SeesAsync(
        worker, """{"outcome":"failed: card declined","activities":["reserve","charge","release"]}""", "saga", 500);

    [Theory, BothLanguages]
    public Task An_entity_takes_signals_and_answers_queries(Language worker) =>
        SeesAsync(worker, """{"total":7,"outcome":7}""", "entity");

    [Theory, BothLanguages]
    public Task A_fan_out_gathers_what_its_activities_return(Language worker) => SeesAsync(
        worker, """{"outcome":14,"activities":["square","square","square","square"]}""", "fanOut", 4);

    [Theory, BothLanguages]
    public Task An_approval_that_comes_cancels_the_timer(Language worker) =>
        SeesAsync(worker, """{"outcome":"approved by Grace","cancelledTimers":1}""", "approvalInTime");

    [Theory, BothLanguages]
    public Task An_approval_that_does_not_come_times_out(Language worker) =>
        SeesAsync(worker, """{"outcome":"nobody approved","activities":[]}""", "approval", 100);

    [Theory, BothLanguages]
    public Task An_activity_finds_what_its_last_attempt_said_in_a_heartbeat(Language worker) =>
        SeesAsync(worker, """{"outcome":"resumed at 7","activities":["resumable"]}""", "heartbeats");

    [Theory, BothLanguages]
    public Task A_cancelled_workflow_waits_for_its_activity_and_cleans_up(Language worker) => SeesAsync(
        worker, """{"outcome":"cancelled","activities":["untilCancelled","release"]}""", "cancellation");

    [Theory, BothLanguages]
    public Task A_workflow_continues_as_new(Language worker) =>
        SeesAsync(worker, """{"outcome":"lift-off","isAnother":true}""", "countdown", 2);

    [Theory]
    [InlineData(Language.TypeScript, Language.CSharp, "csharp")]
    [InlineData(Language.CSharp, Language.TypeScript, "typescript")]
    public Task A_workflow_calls_an_activity_of_the_other_language(Language worker, Language other, string from) =>
        SeesAsync(
            worker,
            $$"""{"outcome":"hello neighbour from {{from}}","activities":["greet"]}""",
            "callsOver",
            Fleet.TaskQueue(other));

    private async Task SeesAsync(Language worker, string expected, string story, params object[] arguments) =>
        Assert.Equal(expected, await fleet.PlayAsync([story, Fleet.TaskQueue(worker), .. arguments]));
}
