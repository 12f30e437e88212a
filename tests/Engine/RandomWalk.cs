using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Tests.Engine;

/// <summary>
/// Makes inputs up from a seed, one after the other, looking at what is there: most of them could be, some could not.
/// </summary>
/// <param name="seed">What the walk follows from.</param>
/// <param name="stage">What it is walked on.</param>
internal sealed class RandomWalk(int seed, Stage stage)
{
    private readonly Random random = new(seed);

    private Execution State => stage.Runs[^1].State;

    /// <summary>The next input, as the lines of a transcript.</summary>
    public List<string> Next()
    {
        if (stage.Runs.Count == 0 || !State.IsOpen)
        {
            return [Start()];
        }

        return State.Task switch
        {
            { IsStarted: false } when random.Next(2) == 0 => ["poll-workflow-task"],
            { IsStarted: true } when random.Next(3) == 0 => CompleteTask(),
            _ => random.Next(8) > 0 ? [Usual()] : Odd(),
        };
    }

    private string Usual() => random.Next(16) switch
    {
        < 3 => $"signal s requestId={Of("", "", "1", "2", "3")} input={Of("1", "1", "1", "bytes(800000)")}",
        < 7 => $"poll-activity {Pending(ActivityStatus.Scheduled)}",
        < 9 => $"complete-activity {Pending(ActivityStatus.Started)} {Which()} result={Large()}",
        < 11 => $"fail-activity {Pending(ActivityStatus.Started)} {Which()} {Failure()} lastHeartbeatDetails={Large()}",
        11 => $"heartbeat {Pending(ActivityStatus.Started)} {Which()} details={Large()}",
        12 => $"cancel-activity {Pending(ActivityStatus.Started)} {Which()}",
        _ => $"advance {Of("0s", "0.5s", "1s", "2s", "10s", "60s")}",
    };

    private List<string> Odd() => random.Next(14) switch
    {
        0 => CompleteTask(),
        1 => [$"fail-task{Run()}{Token(stage.Runs[^1].TaskTokens.Count)} {Failure()}"],
        2 => ["fail-task cause=NonDeterministicError"],
        3 => ["poll-workflow-task scheduled=5 attempt=1"],
        4 => [$"cancel{Run()} firstExecutionRunId={Of("", "", "run-1", "no-run")}"],
        5 => [Of("describe", "describe", $"terminate{Run()}")],
        6 => [$"query reject={Of("None", "NotOpen")} patience={Of("1s", "60s")}"],
        7 => [$"poll-activity {Id()}{Run()} attempt={random.Next(4)}"],
        8 => [$"complete-activity {Id()} by-id"],
        9 => [$"fail-activity {Id()} by-id {Failure()}"],
        10 => [$"signal-with-start requestId={Of("1", "2")}"],
        11 => [Of("reset-sticky", "restart workers-are-gone", Start())],
        _ => [$"sleep {Of("1s", "5s", "60s")}"],
    };

    private string Start() =>
        $"start requestId=start-{random.Next(9)} workflowStartDelay={Of("0s", "0s", "0s", "5s")} "
        + $"workflowRunTimeout={Of("0s", "0s", "600s", "30s")} workflowTaskTimeout={Of("0s", "1s", "10s")} "
        + $"workflowIdReusePolicy={random.Next(3)} workflowIdConflictPolicy={Of("0", "1", "2", "2", "2", "3")} "
        + $"onConflictOptions.attachRequestId={Of("true", "false")}";

    private List<string> CompleteTask() =>
    [
        $"complete-task{Run()}{Token(stage.Runs[^1].TaskTokens.Count)} sticky={Of("", "mine", "other")} "
            + $"stickyTimeout={Length()} forceCreateNewWorkflowTask={Of("false", "false", "true")} "
            + $"returnNewWorkflowTask={Of("true", "false")}",
        .. Enumerable.Range(0, random.Next(5)).Select(_ => "  " + Command()),
    ];

    private string Command() => random.Next(80) switch
    {
        < 40 => $"schedule-activity-task activityId={Id()} activityType=A {Of("startToClose", "scheduleToClose")}"
            + $"Timeout={Length()} scheduleToStartTimeout={Of("0s", Length())} heartbeatTimeout={Of("0s", Length())} "
            + $"retryPolicy.initialInterval={Length()} retryPolicy.maximumAttempts={random.Next(5)} "
            + $"requestEagerExecution={Of("true", "false")}",
        < 45 when State.Activities.Count > 0 =>
            $"request-cancel-activity-task scheduledEventId={State.Activities.Keys.Max()}",
        < 62 => $"start-timer timerId={Id()} startToFireTimeout={Of("0s", Length())}",
        < 70 when State.Timers.Count > 0 =>
            $"cancel-timer timerId={State.Timers.Keys.Order().First()}",
        < 76 => "record-marker markerName=m",
        76 => Of("complete-workflow-execution", $"fail-workflow-execution {Failure()}", "cancel-workflow-execution"),
        _ => BadCommand(),
    };

    private string BadCommand() => random.Next(8) switch
    {
        0 => $"schedule-activity-task activityId={Id()} activityType=A "
            + $"startToCloseTimeout={Of("-1s", "0s-5n", "1s-5n")}",
        1 => $"schedule-activity-task activityId={Id()} activityType=A startToCloseTimeout=5s "
            + $"retryPolicy.backoffCoefficient={Of("0.5", "NaN", "1e300")}",
        2 => $"request-cancel-activity-task scheduledEventId={random.NextInt64(State.NextEventId + 4)}",
        3 => $"start-timer timerId={Id()} startToFireTimeout={Of("-1s", "99999999999s")}",
        4 => $"cancel-timer timerId={Id()}",
        5 => Of("start-timer", "cancel-timer", "schedule-activity-task", "record-marker") + " without-attributes",
        6 => "complete-workflow-execution result=bytes(2097200)",
        _ => "command type=99",
    };

    private string Failure() => Of(
        "failure=\"Oops: broke\"",
        "failure=\"Oops: broke\"",
        "failure=\"Oops!: broke\"",
        "failure={}",
        "failure.message=x*5000",
        "failure.canceledFailureInfo={}",
        $"failure.applicationFailureInfo.nextRetryDelay={Of(Length(), "-1s", "1s-5n")}");

    private string Which() => random.Next(4) == 0 ? "by-id" : Token(stage.Runs[^1].ActivityTokens.Count).TrimStart();

    private string Token(int count) => count > 0 && random.Next(8) == 0 ? $" token={random.Next(count) + 1}" : "";

    private string Run() => random.Next(12) == 0 ? " run=run-1" : "";

    private string Id() => Of("a", "b", "c", "d", "e", "f");

    private string Pending(ActivityStatus status)
    {
        var ids = State.Activities.Values
            .Where(activity => activity.Status == status)
            .Select(activity => activity.Options.ActivityId)
            .Order()
            .ToList();
        return ids.Count > 0 ? ids[random.Next(ids.Count)] : Id();
    }

    private string Large() => random.Next(12) == 0 ? "bytes(2097200)" : $"{random.Next(9)}";

    private string Length() => Of("0.5s", "1s", "2s", "5s", "10s", "60s");

    private string Of(params string[] choices) => choices[random.Next(choices.Length)];
}
