using Cairn.Api.Common.V1;

namespace Cairn.Engine.Schedules;

/// <summary>
/// An action for a schedule that Runtime must perform. Carries a request id, so that performing it twice has the effect
/// of once.
/// </summary>
/// <param name="RequestId">The request id.</param>
public abstract record ScheduleEffect(string RequestId)
{
    /// <summary>Start the workflow, and record the result in the schedule.</summary>
    /// <param name="Due">The start.</param>
    public sealed record Start(DueStart Due) : ScheduleEffect(Due.RequestId);

    /// <summary>Request the cancellation of a workflow: the next start waits for its end.</summary>
    /// <param name="Execution">The workflow.</param>
    /// <param name="RequestId">The id of the request.</param>
    public sealed record Cancel(WorkflowExecution Execution, string RequestId) : ScheduleEffect(RequestId);

    /// <summary>Terminate a workflow: the next start waits for its end.</summary>
    /// <param name="Execution">The workflow.</param>
    /// <param name="RequestId">The id of the request.</param>
    public sealed record Terminate(WorkflowExecution Execution, string RequestId) : ScheduleEffect(RequestId);
}
