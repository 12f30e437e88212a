using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>
/// Callers that block a thread whose context only queues, as old user interfaces and test runners do: each call of the
/// client, the worker and the engine returns.
/// </summary>
public sealed class CallerContextTests : EngineTest
{
    [Fact]
    public async Task Every_call_of_a_client_returns_to_a_caller_that_blocks_its_context()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Counts>());
        await OnBlockedContextAsync(() =>
        {
            var handle = Wait(Client.StartWorkflowAsync((Counts w) => w.RunAsync(), Id()));
            Wait(handle.SignalAsync(w => w.AddAsync(1)));
            Assert.Equal(1, Wait(handle.QueryAsync(w => w.Count)));
            Assert.Equal(3, Wait(handle.ExecuteUpdateAsync(w => w.ChangeAsync(2))));
            Assert.Equal(WorkflowExecutionStatus.Running, Wait(handle.DescribeAsync()).Status);
            Assert.NotEmpty(Wait(handle.FetchHistoryAsync()).Events);
            Wait(handle.SignalAsync(w => w.AddAsync(7)));
            Assert.Equal(10, Wait(handle.GetResultAsync()));
            Assert.Equal(10, Wait(Client.ExecuteWorkflowAsync(
                (Counts w) => w.RunAsync(),
                new("w2", Queue) { StartSignal = "Add", StartSignalArgs = [10] })));

            var waiting = Wait(Client.StartWorkflowAsync((Counts w) => w.RunAsync(), Id("w3")));
            Wait(waiting.CancelAsync());
            Assert.Throws<WorkflowFailedException>(() => Wait(waiting.GetResultAsync()));
            var terminated = Wait(Client.StartWorkflowAsync((Counts w) => w.RunAsync(), Id("w4")));
            Wait(terminated.TerminateAsync());
            Assert.Throws<WorkflowAlreadyStartedException>(() => Wait(Client.StartWorkflowAsync(
                (Counts w) => w.RunAsync(),
                new("w4", Queue) { IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate })));
            Assert.True(Wait(Client.Connection.CheckHealthAsync()));
            Wait(Client.Connection.ConnectAsync());
            Assert.True(Wait(Client.CountWorkflowsAsync("")).Count > 0);
            Assert.NotEmpty(Wait(Client.ListWorkflowsAsync("")));
            Schedules();
        });
    }

    [Fact]
    public Task A_worker_starts_and_stops_for_a_caller_that_blocks_its_context() => OnBlockedContextAsync(() =>
    {
        var worker = StartWorker(options => options.AddWorkflow<Counts>());
        var handle = Wait(Client.StartWorkflowAsync((Counts w) => w.RunAsync(), Id()));
        Wait(handle.SignalAsync(w => w.AddAsync(10)));
        Assert.Equal(10, Wait(handle.GetResultAsync()));
        Wait(worker.DisposeAsync().AsTask());

        using var second = new CairnWorker(Client, new CairnWorkerOptions(Queue).AddWorkflow<Counts>());
        Assert.Equal(10, Wait(second.ExecuteAsync(() => Client.ExecuteWorkflowAsync(
            (Counts w) => w.RunAsync(), new("w2", Queue) { StartSignal = "Add", StartSignalArgs = [10] }))));

        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<Counts>());
        Assert.Null(Wait(replayer.ReplayWorkflowAsync(Wait(handle.FetchHistoryAsync()))).ReplayFailure);
    });

    [Fact]
    public async Task An_engine_starts_and_stops_for_a_caller_that_blocks_its_context()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-context-").FullName;
        await OnBlockedContextAsync(() =>
        {
            var host = Wait(EngineHost.StartAsync(Path.Combine(folder, "cairn.db")));
            Wait(host.Client.StartWorkflowAsync((Counts w) => w.RunAsync(), Id()));
            Wait(host.DisposeAsync().AsTask());
        });
        Directory.Delete(folder, recursive: true);
    }

    private void Schedules()
    {
        var schedule = Wait(Client.CreateScheduleAsync(
            "s",
            new(ScheduleActionStartWorkflow.Create((Counts w) => w.RunAsync(), Id("w5")), new())));
        Wait(schedule.PauseAsync());
        Wait(schedule.UnpauseAsync());
        Wait(schedule.TriggerAsync());
        Wait(schedule.DescribeAsync());
        Wait(schedule.UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule)));
        Assert.NotNull(Wait(Client.ListSchedulesAsync()));
        Wait(schedule.DeleteAsync());
    }

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static List<T> Wait<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        var enumerator = items.GetAsyncEnumerator();
        while (Wait(enumerator.MoveNextAsync().AsTask()))
        {
            list.Add(enumerator.Current);
        }

        Wait(enumerator.DisposeAsync().AsTask());
        return list;
    }

    // On a thread of its own, so that a call which does not return fails the test instead of ending it.
    private static async Task OnBlockedContextAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = new QueueingContext();
        new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }) { IsBackground = true }.Start();
        await SoonAsync(done.Task);
        Assert.Empty(context.Posted);
    }

    [Workflow]
    public class Counts
    {
        [WorkflowQuery]
        public int Count { get; private set; }

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => Count >= 10);
            return Count;
        }

        [WorkflowSignal]
        public Task AddAsync(int number)
        {
            Count += number;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public Task<int> ChangeAsync(int number)
        {
            Count += number;
            return Task.FromResult(Count);
        }
    }

    private sealed class QueueingContext : SynchronizationContext
    {
        public ConcurrentQueue<SendOrPostCallback> Posted { get; } = new();

        public override void Post(SendOrPostCallback d, object? state) => Posted.Enqueue(d);

        public override void Send(SendOrPostCallback d, object? state) => Posted.Enqueue(d);

        public override SynchronizationContext CreateCopy() => this;
    }
}
