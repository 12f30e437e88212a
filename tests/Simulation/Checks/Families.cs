using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Tests.Simulation.Actors;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>What is true of executions that had to do with each other.</summary>
internal static class Families
{
    /// <summary>Whether a run is a child whose parent has closed, and which has to close as well.</summary>
    public static bool EndsWithParent(DurableRuns runs, DurableRun run)
    {
        var started = run.State.Started;
        return started.ParentWorkflowExecution is { } parent
            // One whose deletion failed left the store open, without a word to its children.
            && runs.Find(parent.RunId) is { IsOpen: false, State.IsOpen: false } closed
            && closed.State.Status != WorkflowExecutionStatus.ContinuedAsNew
            && closed.Events[(int)started.ParentInitiatedEventId - 1]
                .StartChildWorkflowExecutionInitiatedEventAttributes
                .ParentClosePolicy != ParentClosePolicy.Abandon;
    }

    /// <summary>
    /// Whether a run waits for a child whose deletion failed: that left the store open, without a word to its parent.
    /// </summary>
    public static bool WaitsForRemovedChild(DurableRuns runs, DurableRun run) => run.IsOpen
        && run.State.Children.Values.Any(child => runs.Of(child.WorkflowId).Any(other =>
            other is { IsGone: true, State.IsOpen: true } && other.State.IsChildOf(run.State)));

    /// <summary>
    /// Whether a run is held for a parent whose deletion failed: that left the store before it recorded the start.
    /// </summary>
    public static bool IsHeldForRemovedParent(DurableRuns runs, DurableRun run) =>
        run is { IsOpen: true, State.IsHeld: true }
        && run.State.Started.ParentWorkflowExecution is { } parent
        && runs.Find(parent.RunId) is { IsGone: true, State.IsOpen: true };

    /// <summary>When all is over: what one execution has heard of another one is so, and happened once.</summary>
    public static void Check(World world, DurableRuns runs)
    {
        foreach (var run in runs.All)
        {
            foreach (var asked in run.Events.Where(e => Errand.Of(e) is not null))
            {
                var answers = run.Events.Where(e => Errand.AnsweredBy(e) == asked.EventId).ToList();
                var wrong = answers.Count > 1
                    ? "was answered twice"
                    : asked.EventType switch
                    {
                        EventType.StartChildWorkflowExecutionInitiated =>
                            Child(runs, run, asked, answers.FirstOrDefault()),
                        EventType.SignalExternalWorkflowExecutionInitiated =>
                            Signal(runs, run, asked, answers.FirstOrDefault()),
                        _ => Cancel(runs, run, asked, answers.FirstOrDefault()),
                    };
                world.Check(
                    wrong is null,
                    $"{run.State.Key}: what event {asked.EventId} asked {wrong}\n{StateText.Of(run.Events)}");
            }
        }
    }

    private static string? Child(DurableRuns runs, DurableRun parent, HistoryEvent asked, HistoryEvent? answer)
    {
        var children = runs.Of(Errand.Of(asked)!.WorkflowId)
            .Where(run => run.State.Started.ParentInitiatedEventId == asked.EventId)
            .Where(run => run.State.IsChildOf(parent.State))
            .ToList();
        var begun = children.Count(run => run.State.Started.ContinuedExecutionRunId.Length == 0);
        if (answer?.EventType == EventType.StartChildWorkflowExecutionFailed)
        {
            return begun > 0 ? "was refused, and there is a child" : null;
        }

        // A child whose deletion failed left the store without a word: a parent that does not know it starts another.
        var removed = children.Count(run => run is { IsGone: true, State.IsOpen: true });
        if (begun - removed > 1 || (answer is not null && begun == 0))
        {
            return $"has {begun} children";
        }

        var name = children.Count > 0 ? children[^1].State.CloseEvent?.EventType.ToString() : null;
        var said = answer?.EventType.ToString().Replace("ChildWorkflow", "Workflow", StringComparison.Ordinal);
        return said is null || said == name
            ? null
            : $"ended with {name}, and its parent heard of {said}";
    }

    private static string? Signal(DurableRuns runs, DurableRun sender, HistoryEvent asked, HistoryEvent? answer)
    {
        var input = Wire.Text(asked.SignalExternalWorkflowExecutionInitiatedEventAttributes.Input);
        var receivers = runs.Of(Errand.Of(asked)!.WorkflowId);
        int Times(DurableRun run) => run.Events.Count(e =>
            e.WorkflowExecutionSignaledEventAttributes is { } signal && Wire.Text(signal.Input) == input);
        return Verdict(
            receivers,
            Times,
            isSaidToHaveCome: answer?.EventType == EventType.ExternalWorkflowExecutionSignaled,
            isSaidToHaveFailed: answer?.EventType == EventType.SignalExternalWorkflowExecutionFailed,
            mustHaveCome: true,
            sender);
    }

    private static string? Cancel(DurableRuns runs, DurableRun sender, HistoryEvent asked, HistoryEvent? answer)
    {
        var targets = runs.Of(Errand.Of(asked)!.WorkflowId);
        int Times(DurableRun run) => run.Events.Count(e =>
            e.WorkflowExecutionCancelRequestedEventAttributes is { } request
            && request.ExternalInitiatedEventId == asked.EventId
            && request.ExternalWorkflowExecution.RunId == sender.State.Key.RunId.Value);
        // To ask one that has closed, or was asked before, is no mistake and leaves nothing.
        return Verdict(
            targets,
            Times,
            isSaidToHaveCome: answer?.EventType == EventType.ExternalWorkflowExecutionCancelRequested,
            isSaidToHaveFailed: answer?.EventType == EventType.RequestCancelExternalWorkflowExecutionFailed,
            mustHaveCome: false,
            sender);
    }

    /// <summary>
    /// A message comes once, or not at all if it failed. One that is brought again finds no trace of the first time
    /// when its receiver has left the store, and what a run took last may have gone with it.
    /// </summary>
    private static string? Verdict(
        IReadOnlyList<DurableRun> receivers,
        Func<DurableRun, int> times,
        bool isSaidToHaveCome,
        bool isSaidToHaveFailed,
        bool mustHaveCome,
        DurableRun sender)
    {
        var came = receivers.Sum(times);
        var kept = receivers.Where(run => !run.IsGone).Sum(times);
        var isRight = isSaidToHaveCome
            ? kept <= 1 && receivers.Count > 0 && (!mustHaveCome || came > 0 || receivers.Any(run => run.IsGone))
            : isSaidToHaveFailed ? kept == 0
            : kept <= 1 && !sender.IsOpen;
        var said = isSaidToHaveCome ? "come" : isSaidToHaveFailed ? "failed" : "neither come nor failed";
        return isRight ? null : $"came {came} times, and is said to have {said}";
    }
}
