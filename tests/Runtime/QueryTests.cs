using Cairn.Api.Enums.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;

namespace Cairn.Tests.Runtime;

public sealed class QueryTests
{
    private readonly ManualTime time = new();

    [Theory]
    [InlineData(null)]
    [InlineData("mine")]
    public async Task A_query_of_a_run_that_waits_for_nothing_is_a_task_of_its_own(string? sticky)
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), sticky);
        var poll = harness.PollWorkflowAsync(sticky);
        var query = harness.QueryAsync("w");
        var task = await poll;
        Assert.Equal("q", task.Query.QueryType);
        Assert.Equal(sticky is null ? 4 : 0, task.History.Events.Count);
        await AnswerAsync(harness, task, "1");
        Assert.Equal(Harness.Payload("1"), (await query).QueryResult);
        Assert.Equal(4, (await harness.HistoryAsync("w")).Count);
        var late = await AnswerAsync(harness, task, "2").RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal("query task not found, or already expired", late.Message);
    }

    [Fact]
    public async Task Another_worker_answers_a_query_when_the_one_with_the_run_in_its_cache_is_silent()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), "mine");
        await harness.PeekWorkflowAsync("mine");
        var query = harness.QueryAsync("w");
        await harness.DescribeAsync("w");
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty); // It waits for the worker that is gone.
        var another = harness.PollWorkflowAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        var task = await another.InTimeAsync();
        Assert.Equal(4, task.History.Events.Count);
        await AnswerAsync(harness, task, "1");
        Assert.Equal(Harness.Payload("1"), (await query.InTimeAsync()).QueryResult);
        await harness.SignalAsync("w", "s");
        Assert.Equal(
            TaskQueueKind.Normal,
            (await harness.HistoryAsync("w"))[^1].WorkflowTaskScheduledEventAttributes.TaskQueue.Kind);
    }

    [Fact]
    public async Task A_query_goes_with_the_workflow_task_that_is_on_its_way()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var query = harness.QueryAsync("w");
        await harness.DescribeAsync("w");
        var task = await harness.PollWorkflowAsync();
        var (id, asked) = Assert.Single(task.Queries);
        Assert.Equal("q", asked.QueryType);
        await CompleteWithAsync(harness, task, id, new WorkflowQueryResult
        {
            ResultType = QueryResultType.Answered,
            Answer = Harness.Payload("1"),
        });
        Assert.Equal(Harness.Payload("1"), (await query).QueryResult);
    }

    [Fact]
    public async Task A_query_that_came_after_the_start_of_the_task_goes_by_itself_when_that_ends()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var task = await harness.PollWorkflowAsync();
        var query = harness.QueryAsync("w");
        await harness.DescribeAsync("w");
        await harness.CompleteAsync(task);
        await AnswerAsync(harness, await harness.PollWorkflowAsync(), "1");
        Assert.Equal(Harness.Payload("1"), (await query).QueryResult);
    }

    [Fact]
    public async Task Only_so_many_queries_wait_for_a_workflow_task()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        using var gone = new CancellationTokenSource();
        var first = harness.QueryAsync("w", new RpcContext(CancellationToken: gone.Token));
        for (var i = 1; i < Limits.BufferedQueries; i++)
        {
            _ = harness.QueryAsync("w");
        }

        var refusal = await harness.QueryAsync("w").RefusedAsync(RpcException.StatusCode.ResourceExhausted);
        Assert.StartsWith("consistent query buffer is full", refusal.Message, StringComparison.Ordinal);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var next = harness.QueryAsync("w");
        await harness.DescribeAsync("w");
        var task = await harness.PollWorkflowAsync();
        Assert.True(task.Queries.Count == Limits.BufferedQueries);
        await harness.TerminateAsync("w");
        await next.RefusedAsync(RpcException.StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task A_query_that_workflow_code_fails_fails_with_its_words()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var buffered = harness.QueryAsync("w");
        await harness.DescribeAsync("w");
        var task = await harness.PollWorkflowAsync();
        await CompleteWithAsync(harness, task, task.Queries.Keys.Single(), new WorkflowQueryResult
        {
            ResultType = QueryResultType.Failed,
            ErrorMessage = "no such query",
        });
        Assert.Equal(
            "no such query", (await buffered.RefusedAsync(RpcException.StatusCode.InvalidArgument)).Message);
        var direct = harness.QueryAsync("w");
        var asked = await harness.PollWorkflowAsync();
        await harness.Service.RespondQueryTaskCompletedAsync(new RespondQueryTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = asked.TaskToken,
            CompletedType = QueryResultType.Failed,
            ErrorMessage = "nor this one",
        });
        Assert.Equal("nor this one", (await direct.RefusedAsync(RpcException.StatusCode.InvalidArgument)).Message);
    }

    [Fact]
    public async Task A_query_that_nobody_answers_ends_in_time_and_its_task_is_void()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        var limit = TimeSpan.FromSeconds(17); // No other timer is due then.
        var query = harness.QueryAsync("w", new RpcContext(limit));
        await time.TimerAsync(ManualTime.Start + limit);
        time.Advance(limit);
        var refusal = await query.RefusedAsync(RpcException.StatusCode.DeadlineExceeded);
        Assert.Equal("query timed out before a worker could process it", refusal.Message);
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    [Theory]
    [InlineData(QueryRejectCondition.NotOpen, false, true)]
    [InlineData(QueryRejectCondition.NotOpen, true, true)]
    [InlineData(QueryRejectCondition.NotCompletedCleanly, false, true)]
    [InlineData(QueryRejectCondition.NotCompletedCleanly, true, false)]
    [InlineData(QueryRejectCondition.None, false, false)]
    public async Task A_closed_run_is_asked_unless_the_caller_does_not_want_that(
        QueryRejectCondition condition, bool cleanly, bool rejected)
    {
        using var folder = new DataFolder();
        await folder.OnNodeAsync(async harness =>
        {
            await harness.StartWorkflowAsync("w");
            var task = await harness.PollWorkflowAsync();
            await harness.CompleteAsync(task, cleanly ? [Harness.Finish("1")] : []);
            await (cleanly ? Task.CompletedTask : harness.TerminateAsync("w"));
        });
        await folder.OnNodeAsync(async harness =>
        {
            var query = harness.QueryAsync("w", change: request => request.QueryRejectCondition = condition);
            if (rejected)
            {
                Assert.Equal(
                    cleanly ? WorkflowExecutionStatus.Completed : WorkflowExecutionStatus.Terminated,
                    (await query).QueryRejected.Status);
                return;
            }

            var task = await harness.PollWorkflowAsync();
            Assert.Equal(5, task.History.Events.Count);
            await AnswerAsync(harness, task, "1");
            Assert.Equal(Harness.Payload("1"), (await query).QueryResult);
        });
    }

    private Task<Harness> StartAsync() => Harness.StartAsync(options: new NodeOptions { TimeProvider = time });

    private static async Task AnswerAsync(Harness harness, PollWorkflowTaskQueueResponse task, string answer) =>
        await harness.Service.RespondQueryTaskCompletedAsync(new RespondQueryTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            CompletedType = QueryResultType.Answered,
            QueryResult = Harness.Payload(answer),
        });

    private static async Task CompleteWithAsync(
        Harness harness, PollWorkflowTaskQueueResponse task, string id, WorkflowQueryResult result)
    {
        var request = new RespondWorkflowTaskCompletedRequest { Namespace = "default", TaskToken = task.TaskToken };
        request.QueryResults.Add(id, result);
        await harness.Service.RespondWorkflowTaskCompletedAsync(request);
    }
}
