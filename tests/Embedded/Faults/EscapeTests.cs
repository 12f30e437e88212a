using System.Threading.Channels;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Workflow code that leaves its scheduler: its task fails at once, and names what did it.</summary>
public sealed class EscapeTests : EngineTest
{
    [Theory]
    [InlineData("delay", "Task.Delay (use Workflow.DelayAsync)")]
    [InlineData("unawaited delay", "Task.Delay (use Workflow.DelayAsync)")]
    [InlineData("semaphore", "SemaphoreSlim.WaitAsync with a timeout (use Cairn.Workflows.Semaphore or Mutex)")]
    [InlineData("wait", "WaitAsync with a timeout")]
    [InlineData("periodic", "PeriodicTimer")]
    [InlineData("source", "CancellationTokenSource with a delay")]
    [InlineData("channel", "Channel")]
    [InlineData("async void", "An async void method of the workflow threw a InvalidOperationException: lost")]
    public async Task The_workflow_task_fails_at_once_and_names_it(string construct, string named)
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Leaves>());
        await Client.StartWorkflowAsync((Leaves w) => w.RunAsync(construct), Id());
        var message = await SoonAsync(TaskFailureAsync());
        Assert.True(message.Contains(named, StringComparison.Ordinal), message);
    }

    [Fact]
    public async Task A_channel_that_is_read_without_ReadAllAsync_works()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<ReadsChannel>());
        var handle = await Client.StartWorkflowAsync((ReadsChannel w) => w.RunAsync(), Id());
        await handle.SignalAsync(w => w.PutAsync(1));
        await handle.SignalAsync(w => w.PutAsync(2));
        Assert.Equal(3, await SoonAsync(handle.GetResultAsync()));
    }

    [Fact]
    public async Task A_channel_with_synchronous_continuations_works_with_ReadAllAsync()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<ReadsAll>());
        var handle = await Client.StartWorkflowAsync((ReadsAll w) => w.RunAsync(), Id());
        await handle.SignalAsync(w => w.PutAsync(1));
        await handle.SignalAsync(w => w.PutAsync(2));
        Assert.Equal(3, await SoonAsync(handle.GetResultAsync()));
    }

    [Fact]
    public async Task A_host_outlives_an_async_void_method_that_throws_and_its_replays()
    {
        await using var worker = StartWorker(options =>
        {
            options.MaxCachedWorkflows = 0;
            options.AddWorkflow<ThrowsVoidly>().AddWorkflow<Flows.Fixed>();
        });
        var handle = await Client.StartWorkflowAsync((ThrowsVoidly w) => w.RunAsync(), Id());
        await SoonAsync(TaskFailureAsync());
        await Assert.ThrowsAsync<RpcException>(() => SoonAsync(handle.QueryAsync(w => w.Number)));
        Assert.Equal("mended", await SoonAsync(
            Client.ExecuteWorkflowAsync((Flows.Fixed w) => w.RunAsync(), Id("w2"))));
    }

    [Fact]
    public async Task A_replay_of_an_open_run_whose_code_calls_Task_Run_reports_it()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<WaitsForSignal>());
        var handle = await Client.StartWorkflowAsync(nameof(WaitsForSignal), [], Id());
        await handle.SignalAsync("Put", [1]);
        await SoonAsync(handle.QueryAsync<int>("Count", []));
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<RunsATaskFirst>());
        var result = await replayer.ReplayWorkflowAsync(
            await handle.FetchHistoryAsync(), throwOnReplayFailure: false, TestContext.Current.CancellationToken);
        Assert.Contains("Task.Run", result.ReplayFailure?.Message, StringComparison.Ordinal);
    }

    [Workflow]
    public class Leaves
    {
        private readonly Channel<int> channel = Channel.CreateUnbounded<int>();

        [WorkflowRun]
        public async Task RunAsync(string construct)
        {
            switch (construct)
            {
                case "delay":
                    await Task.Delay(100);
                    break;
                case "unawaited delay":
                    _ = Task.Delay(60_000);
                    await Workflow.DelayAsync(TimeSpan.FromHours(1));
                    break;
                case "semaphore":
                    await new SemaphoreSlim(0).WaitAsync(100);
                    break;
                case "wait":
                    await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromMinutes(1));
                    break;
                case "periodic":
                    using (var timer = new PeriodicTimer(TimeSpan.FromMinutes(1)))
                    {
                        await timer.WaitForNextTickAsync();
                    }

                    break;
                case "source":
                    using (var source = new CancellationTokenSource(60_000))
                    {
                        await Workflow.DelayAsync(TimeSpan.FromHours(1));
                    }

                    break;
                case "channel":
                    _ = Workflow.RunTaskAsync(() => channel.Writer.WriteAsync(1).AsTask());
                    await foreach (var number in channel.Reader.ReadAllAsync())
                    {
                        await Workflow.DelayAsync(number);
                    }

                    break;
                case "async void":
                    ThrowLater();
                    await Workflow.WaitConditionAsync(() => false);
                    break;
            }
        }

        private static async void ThrowLater()
        {
            await Task.Yield();
            throw new InvalidOperationException("lost");
        }
    }

    [Workflow]
    public class ReadsChannel
    {
        private readonly Channel<int> channel = Channel.CreateUnbounded<int>();

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            var sum = 0;
            while (sum < 3 && await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out var number))
                {
                    sum += number;
                }
            }

            return sum;
        }

        [WorkflowSignal]
        public Task PutAsync(int number) => channel.Writer.WriteAsync(number).AsTask();
    }

    [Workflow]
    public class ReadsAll
    {
        private readonly Channel<int> channel =
            Channel.CreateUnbounded<int>(new() { AllowSynchronousContinuations = true });

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            var sum = 0;
            await foreach (var number in channel.Reader.ReadAllAsync())
            {
                sum += number;
                await Workflow.DelayAsync(1);
                if (sum == 3)
                {
                    break;
                }
            }

            return sum;
        }

        [WorkflowSignal]
        public Task PutAsync(int number) => channel.Writer.WriteAsync(number).AsTask();
    }

    [Workflow]
    public class ThrowsVoidly
    {
        [WorkflowQuery]
        public int Number => 1;

        [WorkflowRun]
        public async Task RunAsync()
        {
            Throw();
            await Workflow.WaitConditionAsync(() => false);
        }

        private static async void Throw()
        {
            await Task.Yield();
            throw new InvalidOperationException("lost");
        }
    }

    [Workflow]
    public class WaitsForSignal
    {
        [WorkflowQuery]
        public int Count { get; private set; }

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => Count > 1);

        [WorkflowSignal]
        public Task PutAsync(int number)
        {
            Count += number;
            return Task.CompletedTask;
        }
    }

    [Workflow(nameof(WaitsForSignal))]
    public class RunsATaskFirst
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            await Task.Run(() => 1);
            await Workflow.WaitConditionAsync(() => false);
        }

        [WorkflowSignal]
        public Task PutAsync(int number) => Task.FromResult(number);
    }
}
