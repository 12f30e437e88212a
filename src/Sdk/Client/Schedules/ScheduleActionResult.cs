using ProtoResult = Cairn.Api.Schedule.V1.ScheduleActionResult;

namespace Cairn.Client.Schedules;

/// <summary>An action that was taken. Times are UTC.</summary>
/// <param name="ScheduledAt">When it was due.</param>
/// <param name="StartedAt">When it was taken.</param>
/// <param name="Action">The outcome.</param>
public record ScheduleActionResult(DateTime ScheduledAt, DateTime StartedAt, ScheduleActionExecution Action)
{
    internal static ScheduleActionResult FromProto(ProtoResult proto) => new(
        proto.ScheduleTime.ToDateTime(),
        proto.ActualTime.ToDateTime(),
        ScheduleActionExecutionStartWorkflow.FromProto(proto.StartWorkflowResult));
}
