using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Schedules;
using Cairn.Runtime.Schedules;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the schedules of a namespace, by id.</summary>
internal static class ListSchedules
{
    /// <summary>Answers the request.</summary>
    public static async Task<ListSchedulesResponse> HandleAsync(Node node, ListSchedulesRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var after = Read(request.NextPageToken);
        var filter = ScheduleQuery.Parse(request.Query, node.SearchAttributes.Of(@namespace));
        var size = request.MaximumPageSize is > 0 and < Limits.ListPage ? request.MaximumPageSize : Limits.ListPage;
        var found = (await node.Schedules.ListAsync(@namespace, after))
            .Where(turn => filter.Matches(turn.State))
            .Take(size + 1)
            .ToList();
        var response = new ListSchedulesResponse { Schedules = { found.Take(size).Select(ScheduleViews.Entry) } };
        if (found.Count > size)
        {
            response.NextPageToken = new ScheduleListToken { ScheduleId = found[size - 1].State.ScheduleId }
                .ToByteString();
        }

        return response;
    }

    private static string Read(ByteString token)
    {
        try
        {
            return token.IsEmpty ? "" : ScheduleListToken.Parser.ParseFrom(token).ScheduleId;
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refused.Invalid("Invalid NextPageToken.");
        }
    }
}
