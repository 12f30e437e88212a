using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>What workflow code means: CAIRN0601 to CAIRN0699.</summary>
internal static class SemanticsRules
{
    public static readonly Rule NoFailure = Rule.Direct(
        "CAIRN0601",
        "Workflow code throws an exception that does not fail the workflow",
        "{0} does not fail the workflow: its task is tried again for ever, until the code is mended: {1}",
        Warning);

    public static readonly Rule Swallowed = Rule.Direct(
        "CAIRN0602",
        "Workflow code catches what it must not catch",
        "{0} catches the cancellation of the workflow and errors of the workflow task as well: {1}",
        Warning);

    public static readonly Rule UnfinishedHandlers = Rule.Direct(
        "CAIRN0603",
        "A workflow continues as new while handlers may be running",
        "{0} ends the handlers that have not finished: {1}",
        Warning);

    public static readonly Rule LostContinuation = Rule.Direct(
        "CAIRN0605",
        "Workflow code does not throw what continues it as new",
        "{0} has no effect unless it is thrown: {1}",
        Error);

    public static readonly Rule Versions = Rule.Direct(
        "CAIRN0606",
        "A version of workflow code is asked for in a wrong way",
        "{0}: {1}",
        Warning);

    public static readonly Rule EndlessLoop = Rule.Direct(
        "CAIRN0607",
        "The history of a workflow grows without end",
        "{0} never ends, and history grows with each turn: {1}",
        Warning);

    public static readonly Rule CancelledFinally = Rule.Direct(
        "CAIRN0608",
        "Workflow code cleans up in a finally block that cancellation skips",
        "{0} in a finally block does nothing when the workflow was cancelled: {1}",
        Warning);

    public static readonly Rule CancelledCompensation = Rule.Direct(
        "CAIRN0609",
        "Workflow code compensates in a catch block that cancellation skips",
        "{0} in this catch block does nothing when the workflow was cancelled: {1}",
        Warning);

    public static readonly Rule ReplayDecides = Rule.Direct(
        "CAIRN0610",
        "Workflow code does something else in a replay",
        "{0} depends on whether the code is replayed, so the replay does not match history: {1}",
        Error);

    public static readonly Rule ClientInWorkflow = Rule.Direct(
        "CAIRN0611",
        "Workflow code uses a client",
        "{0} calls the server from workflow code, and does it again in every replay: use {1}",
        Error);

    public static readonly Rule OutsideWorkflow = Rule.Transitive(
        "CAIRN0612",
        "Code that is no workflow uses the workflow",
        "{0} throws here, because this is no workflow code: {1}",
        Error);

    public static readonly Rule StaticWorkflow = Rule.Direct(
        "CAIRN0613",
        "A static initialiser uses the workflow",
        "{0} throws here, because static members are set outside of workflow code: {1}",
        Error);

    public static readonly IReadOnlyList<Rule> All =
    [
        NoFailure, Swallowed, UnfinishedHandlers, LostContinuation, Versions, EndlessLoop, CancelledFinally,
        CancelledCompensation, ReplayDecides, ClientInWorkflow, OutsideWorkflow, StaticWorkflow,
    ];
}
