namespace Cairn.Tests.Compatibility;

/// <summary>Clients of Temporal's own TypeScript SDK and of Cairn's, each with workers of both.</summary>
public sealed class StoryTests(Fleet fleet)
{
    [Theory, EveryPair]
    public Task A_saga_that_succeeds_compensates_nothing(Language worker, Language client) => SeesAsync(
        worker, client, """{"outcome":"fulfilled","activities":["reserve","charge"]}""", "saga", 50);

    [Theory, EveryPair]
    public Task A_saga_that_fails_is_compensated(Language worker, Language client) => SeesAsync(
        worker,
        client,
        """{"outcome":"failed: card declined","activities":["reserve","charge","release"]}""",
        "saga",
        500);

    [Theory, EveryPair]
    public Task An_entity_takes_signals_and_answers_queries(Language worker, Language client) =>
        SeesAsync(worker, client, """{"total":7,"outcome":7}""", "entity");

    [Theory, EveryPair]
    public Task A_fan_out_gathers_what_its_activities_return(Language worker, Language client) => SeesAsync(
        worker, client, """{"outcome":14,"activities":["square","square","square","square"]}""", "fanOut", 4);

    [Theory, EveryPair]
    public Task An_approval_that_comes_cancels_the_timer(Language worker, Language client) =>
        SeesAsync(worker, client, """{"outcome":"approved by Grace","cancelledTimers":1}""", "approvalInTime");

    [Theory, EveryPair]
    public Task An_approval_that_does_not_come_times_out(Language worker, Language client) =>
        SeesAsync(worker, client, """{"outcome":"nobody approved","activities":[]}""", "approval", 100);

    [Theory, EveryPair]
    public Task An_update_is_refused_by_its_validator_or_done_by_its_handler(Language worker, Language client) =>
        SeesAsync(
            worker,
            client,
            """{"refused":"a name is needed","said":"thank you, Grace","outcome":"approved by Grace"}""",
            "update");

    [Theory, EveryPair]
    public Task An_activity_finds_what_its_last_attempt_said_in_a_heartbeat(Language worker, Language client) =>
        SeesAsync(worker, client, """{"outcome":"resumed at 7","activities":["resumable"]}""", "heartbeats");

    [Theory, EveryPair]
    public Task A_cancelled_workflow_waits_for_its_activity_and_cleans_up(Language worker, Language client) =>
        SeesAsync(
            worker, client, """{"outcome":"cancelled","activities":["untilCancelled","release"]}""", "cancellation");

    [Theory, EveryPair]
    public Task A_workflow_continues_as_new(Language worker, Language client) =>
        SeesAsync(worker, client, """{"outcome":"lift-off","isAnother":true}""", "countdown", 2);

    [Theory, EveryPair]
    public Task A_workflow_is_found_by_its_search_attribute(Language worker, Language client) =>
        SeesAsync(
            worker,
            client,
            $$"""{"outcome":"hello Ada from {{worker}}","found":["greets"],"alike":1,"isSame":true}""",
            "finding");

    [Theory, EveryPair]
    public Task A_workflow_calls_an_activity_of_the_other_language(Language worker, Language client) => SeesAsync(
        worker,
        client,
        $$"""{"outcome":"hello neighbour from {{worker.Other()}}","activities":["greet"]}""",
        "callsOver",
        Fleet.TaskQueue(worker.Other()));

    private async Task SeesAsync(
        Language worker, Language client, string expected, string story, params object[] arguments) =>
        Assert.Equal(expected, await fleet.PlayAsync(client, [story, Fleet.TaskQueue(worker), .. arguments]));
}
