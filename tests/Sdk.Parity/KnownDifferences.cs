namespace Cairn.Tests.Sdk.Parity;

/// <summary>
/// The one list of what Cairn's SDK says otherwise than Temporal's SDK for .NET. Nothing else may differ, and nothing
/// here may be without use. What no two plays can have in common is left out by the <see cref="Normaliser"/>.
/// </summary>
internal static class KnownDifferences
{
    private const string Words = "The same exception in other words, which say more.";

    private const string Derived =
        "The type of the failure is that of the exception, which derives from the one of Temporal's SDK.";

    private const string Counted =
        "The marker of a local activity that was cancelled says which attempt it was, and when it ended.";

    private const string Coded =
        "A failure is encoded with all its causes; Temporal's SDK leaves those below an activity's as they are.";

    private const string Nothing = "The failure of the server has no message.";

    private const string Released = "Semaphore released more often than it was taken";

    private const string Local =
        "A failed local activity is an ActivityFailureException with its type, id and retry state, as that of any "
        + "activity, so code that catches one catches the other; Temporal's SDK throws its cause alone.";

    /// <summary>Every difference that a worker makes, in the order in which lines are translated.</summary>
    public static IReadOnlyList<KnownDifference> OfWorkers { get; } =
    [
        new(
            "",
            @"""coreUsedFlags"":\[1,2,3,4\]",
            @"""coreUsedFlags"":[1,2,3]",
            "Flag 4 says that the core of Temporal's SDK divides histories into tasks by newer rules."),
        new(
            "",
            @",\\""activation_index\\"":\d+",
            "",
            "The core of Temporal's SDK notes in which step a local activity ended; the order of the markers says it."),
        new(
            "",
            @"\{""metadata"":""json/plain"",""data"":""\{\}""\}",
            @"{""metadata"":""binary/null"",""data"":""""}",
            "The result of a method that returns a Task is nothing; Temporal's SDK writes an object without fields."),
        new("", @"^(\S+): \{\}$", "$1: null", "The same, as the client reads it."),
        new(
            "unfinished-handlers",
            @"\{""metadata"":""json/plain"",""data"":""true""\}",
            @"{""metadata"":""binary/null"",""data"":""""}",
            "The method is declared to return nothing, although the task that it returns has a value."),
        new("unfinished-handlers", "^unfinished-handlers: true$", "unfinished-handlers: null", "The same, as read."),
        .. new[] { "activity-", "order-of-commands" }.Select(scenario => new KnownDifference(
            scenario,
            @"CanceledFailureException:  \{",
            "CanceledFailureException: Activity cancelled {",
            "The cause of a cancelled activity has no message in Temporal's SDK.")),
        Line("activity-failures", "Failed decoding parameters", "ActivityArgumentError", Words),
        Line("local-cancels", @"MARKER_RECORDED.*attempt\\"":0", @"MARKER_RECORDED.*attempt\\"":1", Counted),
        Line("local-cancels", "Local Activity cancelled", "Activity cancelled", Words),
        Line("local-fails-workflow", "EXECUTION_FAILED", "activityFailureInfo", Local),
        Line("local-fails-workflow", "^local-fails-workflow: ", "ActivityFailureException", Local),
        Line(
            "local-failures", "MARKER_RECORDED.*Activity timed out", "activity (Start|Schedule)ToClose timeout", Words),
        Line("local-failures", "ApplicationFailureException: card", "ActivityFailureException: Activity task", Local),
        Line("coded-locals", "MARKER_RECORDED.*Activity timed out", "activity (Start|Schedule)ToClose timeout", Words),
        Line("coded-locals", "ApplicationFailureException: card", "ActivityFailureException: Activity task", Local),
        Line("timers", "Delay duration cannot be less", "delay is .* but must be 0 or more", Words),
        new("mutex-and-semaphore", "More released than successfully waited", Released, Words),
        new("child-", " 00:00:00 00:00:10 Child", "  00:00:10 Child", "Zero is no limit, so it is null here."),
        new("child-fails", "TimeoutFailureException: Timed out", "TimeoutFailureException: ", Nothing),
        new(
            "child-already-started",
            @"(?<=""failure"":\{)(?=""message"":""Child workflow already started"")",
            @"""applicationFailureInfo"":{""type"":""WorkflowAlreadyStartedException""},",
            "A failed start of a child keeps its type, so that retry policies can name it."),
        Line(
            "child-already-started",
            "^child-already-started-fails: .*FailureException: Child workflow",
            "ApplicationFailureException: Child workflow already started .*WorkflowAlreadyStartedException",
            "The same, as the client sees it."),
        new("child-cancel-before-start", "(?<=: )Child cancelled before", "Child workflow cancelled before", Words),
        new(
            "child-cancel-before-start",
            "Child Workflow Execution cancelled before scheduled: ",
            "Child Workflow execution cancelled before scheduled",
            Words),
        Line("signals-and-queries", "^bad argument: .*failure decoding", "^bad argument: .*Argument 1 of query", Words),
        Line("signals-and-queries", "^commands: .*created workflow commands", "^commands: .*can only look", Words),
        Line("updates-rejected", "^missing: ", "^missing: .*InvalidWorkflowOperationException", Derived),
        Line("updates-rejected", "^no argument: ", "^no argument: ", Words),
        Line("updates-rejected", "^bad argument: ", "^bad argument: ", Words),
        new("externals", "cancel external workflow because not", "cancel external workflow because it was not", Words),
        Line("task-fails-once", "InvalidWorkflowSchedulerException", "CAIRN1005", Words),
        Line("coded-activity-fails", "EXECUTION_FAILED.*the inner one", "Encoded failure", Coded),
        Line(
            "coded-activity-fails",
            "^coded-activity-fails: ",
            "HeaderInterceptor.IntoActivity",
            "The interceptor that called the activity stands in the stack trace."),
        Line(
            "coded",
            "CONTINUED_AS_NEW|continuedExecutionRunId",
            @"""upserted""",
            "The next run keeps what the run has added to its memo; Temporal's SDK sends the memo of the start."),
    ];

    /// <summary>Every difference that a client makes, in the order in which lines are translated.</summary>
    public static IReadOnlyList<KnownDifference> OfClients { get; } =
    [
        Line(
            "signals-and-queries",
            "WorkflowQueryFailedException",
            "WorkflowQueryFailedException.*caused by",
            "The exception has what failed in the worker as its cause, with its type and stack."),
        Line(
            "continue-as-new",
            "^first run only: .3",
            "^first run only: WorkflowContinuedAsNewException",
            "A client that asks for one run hears that it was continued; Temporal's SDK follows all the same."),
    ];

    /// <summary>What a combination is expected to say where Temporal's SDK says this on both sides.</summary>
    public static string Translate(string scenario, Combination both, string line, string got) =>
        Of(both).Aggregate(line, (text, known) => known.Translate(scenario, text, got));

    /// <summary>The differences that a line shows.</summary>
    public static IEnumerable<KnownDifference> Met(string scenario, Combination both, string line, string got)
    {
        foreach (var known in Of(both))
        {
            var next = known.Translate(scenario, line, got);
            if (next != line)
            {
                yield return known;
            }

            line = next;
        }
    }

    private static IEnumerable<KnownDifference> Of(Combination both) =>
        (both.IsOfficialWorker ? [] : OfWorkers).Concat(both.IsOfficialClient ? [] : OfClients);

    private static KnownDifference Line(string scenario, string official, string ours, string reason) =>
        new(scenario, official, ours, reason, IsWholeLine: true);
}
