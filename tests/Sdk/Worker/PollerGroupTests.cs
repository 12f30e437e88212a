using System.Threading.Channels;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Worker.Tuning;

namespace Cairn.Tests.Sdk.Worker;

public sealed class PollerGroupTests : IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly Channel<TimeSpan?> answers = Channel.CreateUnbounded<TimeSpan?>();
    private readonly TaskSlots slots = new(Scope(), SlotType.Activity);
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim polls = new(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        stop.Dispose();
        polls.Dispose();
    }

    [Fact]
    public async Task Each_task_that_had_to_wait_brings_one_more_poller_up_to_the_maximum()
    {
        var group = Group(new(1, 2, 4));
        var running = group.RunAsync(stop.Token);
        await PollsAsync(2);
        Answer(TimeSpan.Zero);
        await PollsAsync(1);
        Assert.Equal(2, group.Count);
        Answer(Late);
        await PollsAsync(2); // The one that brought the task, and the new one.
        Assert.Equal(3, group.Count);
        Answer(Late);
        await PollsAsync(2);
        Answer(Late);
        await PollsAsync(1);
        Assert.Equal(4, group.Count);
        await StopAsync(running);
    }

    [Fact]
    public async Task A_poller_that_waited_in_vain_goes_down_to_the_minimum()
    {
        var group = Group(new(1, 3, 4));
        var running = group.RunAsync(stop.Token);
        await PollsAsync(3);
        Answer(null);
        Answer(null);
        Answer(null);
        await PollsAsync(1); // The last one goes on.
        Assert.Equal(1, group.Count);
        await StopAsync(running);
    }

    [Fact]
    public async Task One_that_is_refused_ends_all_of_them_with_the_reason()
    {
        var group = new PollerGroup<object>(
            Scope(),
            slots,
            "activity_task",
            isSticky: false,
            rate: null,
            new(2, 2, 2),
            async context =>
            {
                polls.Release();
                return await answers.Reader.ReadAsync(context.CancellationToken) is null
                    ? throw new RpcException(RpcException.StatusCode.NotFound, "gone")
                    : new object();
            },
            _ => TimeSpan.Zero,
            (_, slot) => slot.Release());
        var running = group.RunAsync(stop.Token);
        await PollsAsync(2);
        Answer(null);
        var error = await Assert.ThrowsAsync<CairnException>(() => running);
        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
        Assert.True(slots.WhenAllFreeAsync().IsCompleted);
    }

    [Theory]
    [InlineData(null, null, 1, 5, 100)]
    [InlineData(7, null, 7, 7, 7)]
    [InlineData(7, 9, 9, 9, 9)]
    public void The_number_of_polls_is_what_the_options_say(
        int? most, int? simple, int minimum, int initial, int maximum)
    {
        var behavior = simple is { } number ? new PollerBehavior.SimpleMaximum(number) : null;
        Assert.Equal(new PollerRange(minimum, initial, maximum), PollerRange.Of(behavior, most));
    }

    [Fact]
    public void Two_queues_share_the_polls_and_neither_can_hold_all_slots()
    {
        Assert.Equal(
            (new PollerRange(1, 1, 50), new PollerRange(1, 4, 50)), new PollerRange(1, 5, 100).Split(0.2F, slots: 100));
        Assert.Equal(
            (new PollerRange(2, 2, 2), new PollerRange(8, 8, 8)), new PollerRange(10, 10, 10).Split(0.2F, slots: 100));
        Assert.Equal(
            (new PollerRange(1, 1, 1), new PollerRange(1, 1, 1)), new PollerRange(1, 1, 1).Split(0.2F, slots: 100));
        Assert.Equal(
            (new PollerRange(1, 1, 1), new PollerRange(1, 1, 1)), new PollerRange(1, 5, 100).Split(0.2F, slots: 2));
        Assert.Equal(
            (new PollerRange(2, 2, 2), new PollerRange(3, 3, 3)), new PollerRange(10, 10, 10).Split(0.2F, slots: 4));
    }

    [Fact]
    public void Numbers_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PollerBehavior.SimpleMaximum(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PollerBehavior.Autoscaling(minimum: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PollerBehavior.Autoscaling(minimum: 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PollerBehavior.Autoscaling(maximum: 4));
    }

    private static WorkerScope Scope()
    {
        var client = new CairnClient(new CairnConnection(new FakeWorkflowService(), new() { Identity = "me" }));
        return new(client, new CairnWorkerOptions("q"));
    }

    private PollerGroup<object> Group(PollerRange range) => new(
        Scope(),
        slots,
        "activity_task",
        isSticky: false,
        rate: null,
        range,
        async context =>
        {
            polls.Release();
            return await answers.Reader.ReadAsync(context.CancellationToken);
        },
        task => (TimeSpan)task,
        (_, slot) => slot.Release());

    private void Answer(TimeSpan? waited) => Assert.True(answers.Writer.TryWrite(waited));

    private async Task PollsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await polls.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        }
    }

    private async Task StopAsync(Task running)
    {
        await stop.CancelAsync();
        await running;
        Assert.True(slots.WhenAllFreeAsync().IsCompleted);
    }
}
