using Cairn.Api.Common.V1;

namespace Cairn.Engine.Schedules;

/// <summary>
/// What is to be done in the world for a schedule. Each has an id by which whoever does it twice does it once.
/// </summary>
/// <param name="RequestId">That id.</param>
public abstract record ScheduleEffect(string RequestId)
{
    /// <summary>Start the workflow, and tell the schedule what came of it.</summary>
    /// <param name="Due">Which start it is.</param>
    public sealed record Start(DueStart Due) : ScheduleEffect(Due.RequestId);

    /// <summary>Ask a workflow to cancel itself: the next start waits for its end.</summary>
    /// <param name="Execution">Which one.</param>
    /// <param name="RequestId">The id of the request.</param>
    public sealed record Cancel(WorkflowExecution Execution, string RequestId) : ScheduleEffect(RequestId);

    /// <summary>Terminate a workflow: the next start waits for its end.</summary>
    /// <param name="Execution">Which one.</param>
    /// <param name="RequestId">The id of the request.</param>
    public sealed record Terminate(WorkflowExecution Execution, string RequestId) : ScheduleEffect(RequestId);
}
