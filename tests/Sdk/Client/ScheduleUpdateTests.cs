using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Exceptions;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Sdk.Client;

public class ScheduleUpdateTests
{
    private readonly FakeWorkflowService server = new();
    private int left;

    public ScheduleUpdateTests()
    {
        server.On<DescribeScheduleRequest, DescribeScheduleResponse>(_ => new()
        {
            Schedule = new()
            {
                Spec = new(),
                Policies = new(),
                State = new(),
                Action = new()
                {
                    StartWorkflow = new()
                    {
                        WorkflowId = "w",
                        WorkflowType = new() { Name = "T" },
                        TaskQueue = new() { Name = "q" },
                    },
                },
            },
            Info = new() { CreateTime = new() },
            Memo = new(),
        });
        server.On<UpdateScheduleRequest, UpdateScheduleResponse>(_ => left-- > 0
            ? throw new RpcException(StatusCode.FailedPrecondition, "mismatched conflict token")
            : new());
    }

    [Fact]
    public async Task A_change_that_is_overtaken_many_times_is_made_with_waits_between()
    {
        left = 30;
        var time = new ManualTime();
        var update = Handle(time).UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule));
        for (var i = 0; i < 30; i++)
        {
            Assert.False(update.IsCompleted, $"{update.Exception}");
            await time.PassNextAsync();
        }

        await update;
        Assert.Equal(31, server.Rest<UpdateScheduleRequest>().Count);
    }

    [Fact]
    public async Task A_change_that_is_always_overtaken_is_given_up()
    {
        left = int.MaxValue;
        var time = new ManualTime();
        var update = Handle(time).UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule));
        for (var i = 1; i < 200; i++)
        {
            await time.PassNextAsync();
        }

        var refusal = await Assert.ThrowsAsync<RpcException>(() => update);
        Assert.Equal("mismatched conflict token", refusal.Message);
    }

    private ScheduleHandle Handle(ManualTime time) =>
        new CairnClient(new CairnConnection(server, new() { TimeProvider = time })).GetScheduleHandle("s");
}
