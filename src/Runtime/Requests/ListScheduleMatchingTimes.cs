using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Schedules.Calendars;
using Cairn.Exceptions;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the times at which a schedule would act within a period.</summary>
internal static class ListScheduleMatchingTimes
{
    /// <summary>Answers the request.</summary>
    public static async Task<ListScheduleMatchingTimesResponse> HandleAsync(
        Node node, ListScheduleMatchingTimesRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Refused.If(ScheduleRules.Check(request.ScheduleId));
        if (!Timestamps.IsValid(request.StartTime) || !Timestamps.IsValid(request.EndTime))
        {
            throw Refused.Invalid("A time is out of range.");
        }

        var turn = await node.Schedules.Find(@namespace, request.ScheduleId).SnapshotAsync();
        var from = request.StartTime?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;
        var to = request.EndTime?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;
        try
        {
            return new ListScheduleMatchingTimesResponse
            {
                StartTime = { ScheduleViews.MatchingTimes(turn, from, to) },
            };
        }
        catch (CalendarException wrong)
        {
            throw new RpcException(
                RpcException.StatusCode.FailedPrecondition, $"Invalid schedule spec: {wrong.Message}");
        }
    }
}
