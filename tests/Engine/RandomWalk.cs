namespace Cairn.Tests.Engine;

/// <summary>
/// Makes inputs up, good ones and bad ones, from a seed: one after the other, looking at what is there.
/// </summary>
/// <param name="seed">What the walk follows from.</param>
/// <param name="stage">What it is walked on.</param>
internal sealed class RandomWalk(int seed, Stage stage)
{
    private static readonly string[] s_durations =
        ["0s", "0.5s", "1s", "2s", "5s", "10s", "60s", "3600s", "99999999999s", "-1s", "1s-5n", "0s-5n"];

    private readonly Random random = new(seed);

    /// <summary>The next input, as the lines of a transcript.</summary>
    public IReadOnlyList<string> Next() => stage.Runs.Count == 0 ? [Start()] : random.Next(36) switch
    {
        < 8 => [$"poll-workflow-task{Run()}"],
        < 14 => [CompleteTask(), .. Enumerable.Range(0, random.Next(4)).Select(_ => "  " + Command())],
        14 => [$"fail-task{Run()}{Token(stage.Runs[^1].TaskTokens.Count)} {Failure()}"],
        15 => [$"fail-task cause={Of("NonDeterministicError", "GrpcMessageTooLarge", "UnhandledCommand")}"],
        < 19 => [$"signal s requestId={Of("", "1", "2", "3")}{Run()} input={Of("1", "bytes(800000)")}"],
        19 => [$"cancel{Run()} firstExecutionRunId={Of("", "", "run-1", "no-run")}"],
        20 => [random.Next(4) > 0 ? "describe" : $"terminate{Run()} firstExecutionRunId={Of("", "run-1", "no-run")}"],
        21 => [random.Next(3) > 0 ? $"query reject={Of("None", "NotOpen")} patience={Of("1s", "60s")}" : Start()],
        < 26 => [$"poll-activity {Id()}{Run()}"],
        26 => [$"complete-activity {Id()} {Which()} result={Of("1", "bytes(2097200)")}"],
        27 or 28 => [$"fail-activity {Id()} {Which()} {Failure()} lastHeartbeatDetails={Of("1", "bytes(2097200)")}"],
        29 => [$"cancel-activity {Id()} {Which()}"],
        30 => [$"heartbeat {Id()} {Which()} details={Of("1", "2", "bytes(2097200)")}"],
        31 => [$"sleep {Of("1s", "5s", "60s")}"],
        32 => [Of("reset-sticky", "restart", $"signal-with-start requestId={Of("1", "2")}", Start())],
        _ => [$"advance {Of("0s", "0.5s", "1s", "2s", "10s", "60s")}"],
    };

    private string Start() =>
        $"start requestId=start-{random.Next(4)} workflowStartDelay={Of("0s", "0s", "0s", "5s")} "
        + $"workflowRunTimeout={Of("0s", "0s", "600s", "30s")} workflowTaskTimeout={Of("0s", "1s", "10s")} "
        + $"workflowIdReusePolicy={random.Next(5)} workflowIdConflictPolicy={random.Next(4)} "
        + $"onConflictOptions.attachRequestId={Of("true", "false")}";

    private string CompleteTask() =>
        $"complete-task{Run()}{Token(stage.Runs[^1].TaskTokens.Count)} sticky={Of("", "mine", "other")} "
        + $"stickyTimeout={Duration()} forceCreateNewWorkflowTask={Of("false", "false", "true")} "
        + $"returnNewWorkflowTask={Of("true", "false")}";

    private string Command() => random.Next(24) switch
    {
        < 8 => $"schedule-activity-task activityId={Id()} activityType=A {Of("startToClose", "scheduleToClose")}"
            + $"Timeout={Duration()} scheduleToStartTimeout={Duration()} heartbeatTimeout={Duration()} "
            + $"retryPolicy.initialInterval={Duration()} retryPolicy.maximumAttempts={random.Next(-1, 4)} "
            + $"retryPolicy.backoffCoefficient={Of("0", "1", "2", "0.5", "NaN", "1e300")} "
            + $"requestEagerExecution={Of("true", "false")}",
        < 11 => $"request-cancel-activity-task scheduledEventId={EventId()}",
        < 15 => $"start-timer timerId={Of("1", "2", "3", "")} startToFireTimeout={Duration()}",
        < 18 => $"cancel-timer timerId={Of("1", "2", "3", "")}",
        18 => $"record-marker markerName={Of("m", "")}",
        19 => Of("complete-workflow-execution", "complete-workflow-execution result=bytes(2097200)"),
        20 => $"fail-workflow-execution {Failure()}",
        21 => "cancel-workflow-execution",
        22 => Of("start-timer", "cancel-timer", "schedule-activity-task", "record-marker") + " without-attributes",
        _ => Of("command type=99", "record-marker markerName=m"),
    };

    private string Failure() => Of(
        "failure=\"Oops: broke\"",
        "failure=\"Oops!: broke\"",
        "failure={}",
        "failure.message=x*5000",
        "failure.canceledFailureInfo={}",
        $"failure.applicationFailureInfo.nextRetryDelay={Duration()}");

    private string Which() => random.Next(3) == 0 ? "by-id" : Token(stage.Runs[^1].ActivityTokens.Count).TrimStart();

    private string Token(int count) => count > 0 && random.Next(5) == 0 ? $" token={random.Next(count) + 1}" : "";

    private string Run() => random.Next(12) == 0 ? " run=run-1" : "";

    private long EventId() => random.NextInt64(stage.Runs[^1].State.NextEventId + 4);

    private string Id() => Of("a", "b", "c");

    /// <summary>Good ones are more frequent, or nothing would ever happen.</summary>
    private string Duration() => s_durations[random.Next(random.Next(5) == 0 ? s_durations.Length : 8)];

    private string Of(params string[] choices) => choices[random.Next(choices.Length)];
}
