using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>The helpers of the SDK: CAIRN0701 to CAIRN0799.</summary>
internal static class HelperRules
{
    public static readonly Rule LeakedLock = Rule.Direct(
        "CAIRN0701",
        "A lock of a workflow is not released when the code fails",
        "{0} is not reached when the code before it throws, and all others wait for ever: {1}",
        Warning);

    public static readonly Rule UnboundedFanOut = Rule.Direct(
        "CAIRN0702",
        "A workflow starts as many activities or children as its input has items",
        "{0} starts one for each item at once, however many there are: {1}",
        Info);

    public static readonly Rule SagaHole = Rule.Direct(
        "CAIRN0703",
        "A compensation uses the result of a step that may have none",
        "{0} is not set yet if the step fails, and the compensation runs then too: {1}",
        Warning);

    public static readonly Rule StepUsesWorkflow = Rule.Direct(
        "CAIRN0704",
        "A step uses or changes the workflow",
        "{0} in a step happens outside of the workflow, and in no replay: {1}",
        Error);

    public static readonly Rule Polling = Rule.Direct(
        "CAIRN0706",
        "A workflow polls its own state",
        "{0} writes two events to history with each turn: {1}",
        Info);

    public static readonly IReadOnlyList<Rule> All =
        [LeakedLock, UnboundedFanOut, SagaHole, StepUsesWorkflow, Polling];
}
