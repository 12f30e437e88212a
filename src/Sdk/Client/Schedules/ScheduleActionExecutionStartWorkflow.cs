using ProtoExecution = Cairn.Api.Common.V1.WorkflowExecution;

namespace Cairn.Client.Schedules;

/// <summary>A workflow that was started.</summary>
/// <param name="WorkflowId">The workflow id.</param>
/// <param name="FirstExecutionRunId">The run id of its first run.</param>
public record ScheduleActionExecutionStartWorkflow(string WorkflowId, string FirstExecutionRunId)
    : ScheduleActionExecution
{
    internal static ScheduleActionExecutionStartWorkflow FromProto(ProtoExecution proto) =>
        new(proto.WorkflowId, proto.RunId);
}
