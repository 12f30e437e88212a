using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>Handlers, queries and conditions: CAIRN0501 to CAIRN0599.</summary>
internal static class HandlerRules
{
    public static readonly Rule QueryChanges = Rule.Direct(
        "CAIRN0501",
        "A query changes the workflow",
        "{0} in a query changes the workflow, which no replay repeats: {1}",
        Error);

    public static readonly Rule ValidatorChanges = Rule.Direct(
        "CAIRN0502",
        "The validator of an update changes the workflow",
        "{0} in a validator changes the workflow, which no replay repeats: {1}",
        Error);

    public static readonly Rule ConditionChanges = Rule.Direct(
        "CAIRN0503",
        "A condition changes the workflow",
        "{0} in a condition happens any number of times: {1}",
        Error);

    public static readonly Rule Interleaved = Rule.Direct(
        "CAIRN0505",
        "A handler overwrites what others have written while it waited",
        "{0} is read before an await and written after it, so what other handlers wrote in between is lost: {1}",
        Warning);

    public static readonly Rule FailingSignal = Rule.Direct(
        "CAIRN0506",
        "A signal handler fails the workflow",
        "{0} in a signal handler fails the whole workflow, and the sender does not notice: {1}",
        Warning);

    public static readonly Rule LateCheck = Rule.Direct(
        "CAIRN0507",
        "An update checks its arguments after it has changed the workflow",
        "{0} comes after the update has changed the workflow, and history has the update although it is refused: {1}",
        Info);

    public static readonly Rule UnfinishedHandler = Rule.Direct(
        "CAIRN0509",
        "A workflow may end before a handler has finished",
        "{0} may not have finished when the run method returns, which ends it: {1}",
        Info);

    public static readonly Rule Unassigned = Rule.Direct(
        "CAIRN0508",
        "A handler uses what the run method has not set yet",
        "{0} is null for a signal or an update that comes before the run method has set it: {1}",
        Warning);

    public static readonly IReadOnlyList<Rule> All =
    [
        QueryChanges, ValidatorChanges, ConditionChanges, Interleaved, FailingSignal, LateCheck, Unassigned,
        UnfinishedHandler,
    ];
}
