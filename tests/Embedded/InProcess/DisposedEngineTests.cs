using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Embedded;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Embedded;

/// <summary>
/// An engine that is disposed does not come back: all who wait for it hear that, and nothing polls on.
/// </summary>
public sealed class DisposedEngineTests : IDisposable
{
    private const string Disposed = "The engine was disposed, and with it its clients and workers.";

    // Only a broken test waits so long.
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-disposed-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Calls_that_wait_for_an_engine_that_is_disposed_end_with_one_clear_error()
    {
        var engine = await StartAsync();
        var handle = await engine.Client.StartWorkflowAsync((Works w) => w.RunAsync(), new("w", "queue"));
        Task[] waiting =
        [
            handle.GetResultAsync(),
            handle.ExecuteUpdateAsync("Change", []),
            handle.FetchHistoryAsync(new() { WaitNewEvent = true }),
        ];
        await engine.DisposeAsync();

        foreach (var call in waiting)
        {
            await AssertDisposedAsync(call);
        }
    }

    [Fact]
    public async Task Calls_of_an_engine_that_is_disposed_fail_with_the_same_error()
    {
        var engine = await StartAsync();
        await engine.DisposeAsync();

        var client = engine.Client;
        await AssertDisposedAsync(client.StartWorkflowAsync((Works w) => w.RunAsync(), new("w", "queue")));
        await AssertDisposedAsync(client.GetWorkflowHandle("w").DescribeAsync());
        await AssertDisposedAsync(client.CountWorkflowsAsync("WorkflowId = 'w'"));
        await AssertDisposedAsync(client.OperatorService.ListSearchAttributesAsync(new() { Namespace = "default" }));
        Assert.False(await client.Connection.CheckHealthAsync());
    }

    [Fact]
    public async Task Workers_of_an_engine_end_before_it_does_and_what_they_work_on_is_kept()
    {
        Works.Running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var engine = await StartAsync();
        var worker = engine.StartWorker(
            "queue", options => options.AddWorkflow<Works>().AddActivity(Works.UntilShutdownAsync));
        await engine.Client.StartWorkflowAsync((Works w) => w.RunAsync(), new("w", "queue"));
        await Works.Running.Task.WaitAsync(WaitLimit, TestContext.Current.CancellationToken);
        await engine.DisposeAsync().AsTask().WaitAsync(WaitLimit, TestContext.Current.CancellationToken);

        Assert.True(worker.Completion.IsCanceled);
        await using var again = await StartAsync();
        var history = await again.Client.GetWorkflowHandle("w").FetchHistoryAsync();
        Assert.Contains(history.Events, e => e.EventType == EventType.ActivityTaskCompleted);
    }

    [Fact]
    public async Task A_worker_made_by_hand_on_a_client_of_the_engine_ends_with_an_error()
    {
        var engine = await StartAsync();
        await using var worker = new RunningWorker(
            engine.Client, new CairnWorkerOptions("queue").AddWorkflow<Works>());
        await engine.DisposeAsync();

        var ended = await Assert.ThrowsAsync<CairnException>(
            () => worker.Completion.WaitAsync(WaitLimit, TestContext.Current.CancellationToken));
        Assert.StartsWith($"Polling queue was refused: {Disposed}", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_and_worker_can_be_disposed_in_any_order_and_more_than_once()
    {
        var engine = await StartAsync();
        var first = engine.StartWorker("queue", options => options.AddWorkflow<Works>());
        var second = engine.StartWorker("queue", options => options.AddWorkflow<Works>());
        await first.DisposeAsync();
        var all = Task.WhenAll(
            engine.DisposeAsync().AsTask(), engine.DisposeAsync().AsTask(), second.DisposeAsync().AsTask());
        await all.WaitAsync(WaitLimit, TestContext.Current.CancellationToken);
        await first.DisposeAsync();
        await second.DisposeAsync();
        await engine.DisposeAsync();

        Assert.True(second.Completion.IsCanceled);
    }

    private static async Task AssertDisposedAsync(Task call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            () => call.WaitAsync(WaitLimit, TestContext.Current.CancellationToken));
        Assert.Equal(RpcException.StatusCode.FailedPrecondition, error.Code);
        Assert.StartsWith(Disposed, error.Message, StringComparison.Ordinal);
    }

    private Task<CairnEngine> StartAsync() => CairnEngine.StartAsync(
        new()
        {
            DatabasePath = Path.Combine(folder.FullName, "cairn.db"), LoggerFactory = NullLoggerFactory.Instance,
        },
        TestContext.Current.CancellationToken);

    [Workflow]
    public class Works
    {
        public static TaskCompletionSource Running { get; set; } = new();

        [Activity]
        public static async Task UntilShutdownAsync()
        {
            var stopping = new TaskCompletionSource();
            await using var registration = ActivityExecutionContext.Current.WorkerShutdownToken.Register(
                stopping.SetResult);
            Running.TrySetResult();
            await stopping.Task;
        }

        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(() => UntilShutdownAsync(), Acts.Options);
    }
}
