using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Google.Protobuf;

namespace Cairn.Tests.Runtime;

public sealed class ScheduleListTests
{
    [Theory]
    [InlineData("", "a b c")]
    [InlineData("ScheduleId IN ('a', 'c')", "a c")]
    [InlineData("WorkflowId STARTS_WITH 'b' OR ScheduleId = 'c'", "b c")]
    [InlineData("TemporalSchedulePaused = true", "b")]
    [InlineData("SchedulePaused = false AND ExecutionStatus = 'Running'", "a c")]
    [InlineData("BuildIds = 'two'", "c")]
    [InlineData("BuildIds IS NULL", "a b")]
    [InlineData("StartTime > '2001-01-01T00:00:00Z' AND ScheduleId != 'a'", "b c")]
    public async Task Schedules_are_found_by_what_they_have(string query, string found)
    {
        await using var life = await StartAsync();

        var answer = await ListAsync(life, query).InTimeAsync();
        Assert.Equal(found, string.Join(' ', answer.Schedules.Select(entry => entry.ScheduleId)));
        Assert.Equal(answer.Schedules.Count, (await CountAsync(life, query).InTimeAsync()).Count);
    }

    [Theory]
    [InlineData("GROUP BY ExecutionStatus", "\"Running\" 3")]
    [InlineData("ScheduleId != 'b' GROUP BY ScheduleId", "\"a\" 1, \"c\" 1")]
    public async Task Schedules_are_counted_in_groups(string query, string groups)
    {
        await using var life = await StartAsync();

        var answer = await CountAsync(life, query).InTimeAsync();
        Assert.Equal(groups, string.Join(", ", answer.Groups.Select(
            group => $"{Assert.Single(group.GroupValues).Data.ToStringUtf8()} {group.Count}")));
    }

    [Theory]
    [InlineData("ScheduleId")]
    [InlineData("Unheard = 'of'")]
    public async Task A_query_that_is_none_is_refused(string query)
    {
        await using var life = await StartAsync();

        var refusal = await ListAsync(life, query).RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.StartsWith("invalid query: ", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<Scheduling> StartAsync()
    {
        var life = await Scheduling.StartAsync();
        await life.CreateAsync("a");
        await life.CreateAsync("b", schedule => schedule.State.Paused = true);
        var tagged = Scheduling.Request("c");
        tagged.SearchAttributes = new SearchAttributes
        {
            IndexedFields = { ["BuildIds"] = new Payload { Data = ByteString.CopyFromUtf8("""["one", "two"]""") } },
        };
        await life.Now.Service.CreateScheduleAsync(tagged).InTimeAsync();
        return life;
    }

    private static Task<CountSchedulesResponse> CountAsync(Scheduling life, string query) =>
        life.Now.Service.CountSchedulesAsync(new CountSchedulesRequest { Namespace = "default", Query = query });

    private static Task<ListSchedulesResponse> ListAsync(Scheduling life, string query) =>
        life.Now.Service.ListSchedulesAsync(new ListSchedulesRequest { Namespace = "default", Query = query });
}
