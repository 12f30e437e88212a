using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Google.Protobuf;

namespace Cairn.Tests.Runtime;

public sealed class HistoryTests
{
    private readonly ManualTime time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    public async Task Pages_of_every_size_make_the_same_history(int size)
    {
        await using var harness = await StartAsync();
        await OneActivityTests.RunAsync(harness);
        var ids = new List<long>();
        var token = ByteString.Empty;
        do
        {
            var page = await ReadAsync(harness, request =>
            {
                request.MaximumPageSize = size;
                request.NextPageToken = token;
            });
            Assert.True(size <= 0 || page.History.Events.Count <= size);
            ids.AddRange(page.History.Events.Select(e => e.EventId));
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        Assert.Equal(Enumerable.Range(1, 11).Select(id => (long)id), ids);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(0)]
    public async Task Pages_from_the_end_make_the_same_history_backwards(int size)
    {
        await using var harness = await StartAsync();
        await OneActivityTests.RunAsync(harness);
        var ids = new List<long>();
        var token = ByteString.Empty;
        do
        {
            var page = await harness.Service.GetWorkflowExecutionHistoryReverseAsync(new()
            {
                Namespace = "default",
                Execution = new() { WorkflowId = "w" },
                MaximumPageSize = size,
                NextPageToken = token,
            }).InTimeAsync();
            Assert.True(size == 0 || page.History.Events.Count <= size);
            ids.AddRange(page.History.Events.Select(e => e.EventId));
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        Assert.Equal(Enumerable.Range(1, 11).Select(id => (long)id).Reverse(), ids);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    public async Task A_long_history_is_read_in_pages_of_256_and_given_to_workers_whole(int cache)
    {
        await using var harness = await StartAsync(cache);
        await harness.StartWorkflowAsync("w");
        for (var round = 0; round < 250; round++)
        {
            var task = await harness.PollWorkflowAsync(round == 0 ? null : "mine");
            Assert.Equal(round == 0 ? 3 : 4, task.History.Events.Count);
            await harness.CompleteAsync(task, sticky: "mine");
            var poll = harness.PollWorkflowAsync("mine");
            await harness.SignalAsync("w", "s");
            await harness.FailWorkflowTaskAsync(await poll);
            var retried = await harness.PollWorkflowAsync();
            Assert.Equal(Whole(retried.StartedEventId), retried.History.Events.Select(e => e.EventId));
            await harness.CompleteAsync(retried, sticky: "mine");
            await harness.PeekWorkflowAsync("mine");
            await harness.SignalAsync("w", "t");
        }

        var first = await ReadAsync(harness);
        Assert.Equal(256, first.History.Events.Count);
        Assert.True((await harness.HistoryAsync("w")).Count > 2000);
    }

    [Fact]
    public async Task A_reader_who_waits_gets_what_comes_next()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var now = await ReadAsync(harness, request => request.WaitNewEvent = true);
        Assert.Equal(2, now.History.Events.Count);
        var waiting = Enumerable.Range(0, 5).Select(_ => ReadAsync(harness, request =>
        {
            request.WaitNewEvent = true;
            request.NextPageToken = now.NextPageToken;
        })).ToList();
        await harness.DescribeAsync("w");
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        await harness.SignalAsync("w", "s");
        Assert.All(await Task.WhenAll(waiting).InTimeAsync(), page => Assert.Equal(
            3, Assert.Single(page.History.Events).EventId));
    }

    [Fact]
    public async Task A_reader_who_waits_in_vain_gets_nothing_and_may_ask_again()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var now = await ReadAsync(harness, request => request.WaitNewEvent = true);
        var waiting = ReadAsync(harness, request =>
        {
            request.WaitNewEvent = true;
            request.NextPageToken = now.NextPageToken;
        });
        await harness.DescribeAsync("w");
        await PassAsync(TimeSpan.FromSeconds(20), waiting);
        var page = await waiting.InTimeAsync();
        Assert.Empty(page.History.Events);
        Assert.Equal(now.NextPageToken, page.NextPageToken);
    }

    [Fact]
    public async Task A_reader_who_waits_for_the_end_gets_the_end_alone()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var waiting = Enumerable.Range(0, 3).Select(number => ReadAsync(harness, request =>
        {
            request.WaitNewEvent = number > 0;
            request.HistoryEventFilterType = HistoryEventFilterType.CloseEvent;
        })).ToList();
        await harness.DescribeAsync("w");
        await harness.SignalAsync("w", "s");
        await harness.DescribeAsync("w");
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("1"));
        foreach (var page in await Task.WhenAll(waiting).InTimeAsync())
        {
            Assert.Equal(EventType.WorkflowExecutionCompleted, Assert.Single(page.History.Events).EventType);
            Assert.True(page.NextPageToken.IsEmpty);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_who_waits_for_the_end_in_vain_gets_a_token_if_it_said_that_it_waits(bool waits)
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var waiting = ReadAsync(
            harness,
            request =>
            {
                request.WaitNewEvent = waits;
                request.HistoryEventFilterType = HistoryEventFilterType.CloseEvent;
            },
            new RpcContext(TimeSpan.FromSeconds(10)));
        await harness.DescribeAsync("w");
        await PassAsync(TimeSpan.FromSeconds(9), waiting);
        var page = await waiting.InTimeAsync();
        Assert.Empty(page.History.Events);
        Assert.Equal(!waits, page.NextPageToken.IsEmpty);
    }

    [Fact]
    public async Task A_token_is_for_the_run_that_it_was_made_for()
    {
        await using var harness = await StartAsync();
        var first = (await harness.StartWorkflowAsync("w")).RunId;
        var token = (await ReadAsync(harness, request => request.MaximumPageSize = 1)).NextPageToken;
        await harness.TerminateAsync("w");
        var second = (await harness.StartWorkflowAsync("w")).RunId;
        var rest = await ReadAsync(harness, request => request.NextPageToken = token);
        Assert.Equal(EventType.WorkflowExecutionTerminated, rest.History.Events[^1].EventType);
        var refusal = await ReadAsync(harness, request =>
        {
            request.NextPageToken = token;
            request.Execution.RunId = second;
        }).RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal("RunId in the request does not match the NextPageToken.", refusal.Message);
        Assert.Equal(2, (await ReadAsync(harness, request =>
        {
            request.NextPageToken = token;
            request.Execution.RunId = first;
        })).History.Events.Count);
    }

    private static IEnumerable<long> Whole(long last) => Enumerable.Range(1, (int)last).Select(id => (long)id);

    private Task<Harness> StartAsync(int cache = 10_000) => Harness.StartAsync(
        options: new NodeOptions { TimeProvider = time, CachedExecutions = cache });

    private async Task PassAsync(TimeSpan length, Task waiting)
    {
        // The wait may begin a moment after the last question was answered.
        for (var second = 0; second < length.TotalSeconds || !waiting.IsCompleted; second++)
        {
            Assert.InRange(second, 0, 1_000_000);
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static Task<GetWorkflowExecutionHistoryResponse> ReadAsync(
        Harness harness, Action<GetWorkflowExecutionHistoryRequest>? change = null, RpcContext context = default)
    {
        var request = new GetWorkflowExecutionHistoryRequest
        {
            Namespace = "default",
            Execution = new() { WorkflowId = "w" },
        };
        change?.Invoke(request);
        return harness.Service.GetWorkflowExecutionHistoryAsync(request, context);
    }
}
