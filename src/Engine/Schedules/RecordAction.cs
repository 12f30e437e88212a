using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Schedule.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Records the result of a start, and later of the workflow.</summary>
public static class RecordAction
{
    /// <summary>A workflow was started.</summary>
    public static void Started(ScheduleTurn turn, DueStart due, WorkflowExecution execution)
    {
        var state = turn.State;
        if (!state.Starting.Remove(due))
        {
            return;
        }

        state.Info.ActionCount++;
        state.Info.InvalidScheduleError = "";
        state.Running.Add(new RunningAction { Execution = execution, IsBeside = due.IsBeside });
        state.Info.RecentActions.Add(new ScheduleActionResult
        {
            ScheduleTime = due.IsManual ? due.Nominal : due.Actual,
            ActualTime = Timestamp.FromDateTimeOffset(turn.Now),
            StartWorkflowResult = execution,
            StartWorkflowStatus = WorkflowExecutionStatus.Running,
        });
        while (state.Info.RecentActions.Count > Limits.ScheduleActionsShown)
        {
            state.Info.RecentActions.RemoveAt(0);
        }
    }

    /// <summary>
    /// A workflow could not be started and never will be: another workflow has its id, or the start is refused.
    /// </summary>
    /// <param name="turn">The decision.</param>
    /// <param name="due">The start.</param>
    /// <param name="reason">
    /// The reason; descriptions show it until a later start succeeds or the definition changes.
    /// </param>
    public static void Refused(ScheduleTurn turn, DueStart due, string reason)
    {
        if (turn.State.Starting.Remove(due))
        {
            turn.State.Info.OverlapSkipped++;
            turn.State.Info.InvalidScheduleError = $"Workflow {due.WorkflowId} could not be started: {reason}";
        }
    }

    /// <summary>The last run of a workflow closed.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="execution">The workflow, with the run that was started.</param>
    /// <param name="status">
    /// The status of the last run; unspecified if it is unknown, because the run was deleted.
    /// </param>
    /// <param name="close">The close event of the last run; null if it is unknown.</param>
    /// <returns>Whether the schedule waited for it.</returns>
    public static bool Closed(
        ScheduleTurn turn, WorkflowExecution execution, WorkflowExecutionStatus status, HistoryEvent? close)
    {
        var state = turn.State;
        if (state.Running.FirstOrDefault(running => running.Execution.Equals(execution)) is not { } action)
        {
            return false;
        }

        state.Running.Remove(action);
        foreach (var recent in state.Info.RecentActions.Where(r => r.StartWorkflowResult.Equals(execution)))
        {
            recent.StartWorkflowStatus = status;
        }

        var result = close?.WorkflowExecutionCompletedEventAttributes;
        var failure = close?.WorkflowExecutionFailedEventAttributes?.Failure;
        if (result is not null && !action.IsBeside)
        {
            state.LastCompletionResult = result.Result;
            state.ContinuedFailure = null;
        }
        else if (failure is not null && !action.IsBeside)
        {
            state.ContinuedFailure = failure;
        }

        if (state.Schedule.Policies.PauseOnFailure
            && status is WorkflowExecutionStatus.Failed or WorkflowExecutionStatus.TimedOut)
        {
            PatchSchedule.SetPaused(turn, isPaused: true, failure is null
                ? $"paused due to workflow timeout: {execution.WorkflowId}"
                : $"paused due to workflow failure: {execution.WorkflowId}: {failure.Message}");
        }

        return true;
    }
}
