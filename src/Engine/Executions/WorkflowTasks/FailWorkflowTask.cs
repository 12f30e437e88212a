using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>A worker failed a workflow task: the task is retried, and the workflow stays open.</summary>
public static class FailWorkflowTask
{
    /// <summary>Decides a RespondWorkflowTaskFailed.</summary>
    public static Refusal? Decide(Turn turn, TaskIdentity task, RespondWorkflowTaskFailedRequest request)
    {
        if (!task.IsOf(turn.State))
        {
            return Refusal.WorkflowTaskNotFound;
        }

        var failure = request.Failure is null ? null : Failures.Recorded(request.Failure);
        if (request.Cause == WorkflowTaskFailedCause.GrpcMessageTooLarge)
        {
            TerminateWorkflow.ByServer(turn, "GrpcMessageTooLarge", failure?.Message ?? string.Empty);
            return null;
        }

        EndWorkflowTask.Fail(turn, request.Cause, failure, request.Identity);
        ScheduleWorkflowTask.IfNeeded(turn);
        return null;
    }
}
