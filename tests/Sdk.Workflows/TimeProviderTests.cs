using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class TimeProviderTests
{
    [Theory]
    [InlineData("delay")]
    [InlineData("token")]
    [InlineData("periodic")]
    public async Task What_takes_a_time_provider_waits_for_a_durable_timer(string kind)
    {
        var server = new FakeServer(nameof(Waits), kind);
        var handler = Handlers.Of<Waits>();
        await server.RunTaskAsync(handler);
        await server.FireTimer("1").RunTaskAsync(handler);
        Assert.Equal(["timer 1"], server.Tasks[0]);
        Assert.Equal("complete \"01:00:00\"", server.Tasks[1][^1][..^9] + "\"");
        await Prefixes.ReplayAsync(server, typeof(Waits));
    }

    [Fact]
    public async Task A_wait_that_is_over_early_cancels_its_timer()
    {
        var server = new FakeServer(nameof(WaitsForSignal));
        var handler = Handlers.Of<WaitsForSignal>();
        await server.RunTaskAsync(handler);
        await server.Signal("Go").RunTaskAsync(handler);
        Assert.Equal(["cancel timer 1", "complete \"in time\""], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(WaitsForSignal));
    }

    [Workflow]
    public class Waits
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string kind)
        {
            var time = Workflow.TimeProvider;
            var (start, hour) = (time.GetTimestamp(), TimeSpan.FromHours(1));
            switch (kind)
            {
                case "delay":
                    await Task.Delay(hour, time);
                    break;
                case "token":
                    using (var source = new CancellationTokenSource(hour, time))
                    {
                        await Workflow.WaitConditionAsync(() => source.IsCancellationRequested);
                    }

                    break;
                default:
                    using (var timer = new PeriodicTimer(hour, time))
                    {
                        await timer.WaitForNextTickAsync();
                    }

                    break;
            }

            return time.GetElapsedTime(start).ToString("c", null);
        }
    }

    [Workflow]
    public class WaitsForSignal
    {
        private readonly TaskCompletionSource<string> go = new();

        [WorkflowRun]
        public Task<string> RunAsync() => go.Task.WaitAsync(TimeSpan.FromHours(1), Workflow.TimeProvider);

        [WorkflowSignal]
        public Task GoAsync()
        {
            go.SetResult("in time");
            return Task.CompletedTask;
        }
    }
}
