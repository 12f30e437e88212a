namespace Cairn.Tests.Twins.Kit;

/// <summary>
/// The one list of what Cairn's SDK names otherwise than Temporal's SDK for TypeScript, which made the recordings.
/// Nothing else may differ, and nothing here may be without use. What no two recordings can have in common stands in
/// <see cref="Dropped"/>.
/// </summary>
internal static class KnownDifferences
{
    private const string Exceptions = "Exceptions have the names of Temporal's .NET SDK, which end as .NET's do.";

    /// <summary>Every difference, in the order in which texts are translated.</summary>
    public static IReadOnlyList<KnownDifference> All { get; } =
    [
        new(
            "TimeoutFailure: activity StartToClose timeout",
            "TimeoutFailureException: activity StartToClose timeout"
                + " <- TimeoutFailureException: activity StartToClose timeout",
            "The server records the last attempt's timeout as the cause of the activity's, and the exception has it; "
                + "the TypeScript one keeps no cause of a timeout."),
        new("WorkflowFailedError", "WorkflowFailedException", Exceptions),
        new("ActivityFailure", "ActivityFailureException", Exceptions),
        new("ApplicationFailure", "ApplicationFailureException", Exceptions),
        new("ChildWorkflowFailure", "ChildWorkflowFailureException", Exceptions),
        new("TimeoutFailure", "TimeoutFailureException", Exceptions),
        new("TerminatedFailure", "TerminatedFailureException", Exceptions),
        new("CancelledFailure", "CanceledFailureException", Exceptions),
        new("WorkflowExecutionAlreadyStartedError", "WorkflowAlreadyStartedException", Exceptions),
        new(
            "Workflow execution timed out",
            "Workflow timed out",
            "The client makes this text, of an event that has none; here it is that of Temporal's .NET SDK."),
        new(
            "Workflow execution already started",
            "Workflow execution is already running. WorkflowId: start-twice, RunId: <uuid>.",
            "As in Temporal's .NET SDK, the exception says what the server said; the TypeScript one has its own text.",
            At: "/facts/second"),
        new(
            "Workflow execution already started",
            "Workflow execution already finished. WorkflowId: start-twice, RunId: <uuid>. "
                + "Workflow Id reuse policy: reject duplicate workflow Id.",
            "As in Temporal's .NET SDK, the exception says what the server said; the TypeScript one has its own text.",
            At: "/facts/third"),
        new("RUNNING", "Running", "Enum values have the names that the protobuf compiler gives them in C#."),
    ];

    /// <summary>Whether the list explains a difference.</summary>
    public static bool Explain(Difference difference) => difference.Expected is { } expected
        && All.Aggregate(expected, (text, known) => known.Translate(text, difference.Path)) == difference.Got;
}
