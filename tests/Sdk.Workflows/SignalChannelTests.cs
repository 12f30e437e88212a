using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class SignalChannelTests
{
    [Fact]
    public async Task Signals_wait_in_order_until_they_are_taken()
    {
        var server = new FakeServer(nameof(Approval), 2);
        var handler = Handlers.Of<Approval>();
        await server.Signal("Decisions", "ann").Signal("Decisions", "bob").RunTaskAsync(handler);
        Assert.Equal(["complete \"ann bob\""], server.Tasks[0]);
        await Prefixes.ReplayAsync(server, typeof(Approval));
    }

    [Fact]
    public async Task A_receiver_waits_no_longer_than_its_timeout()
    {
        var server = new FakeServer(nameof(Approval), 3);
        var handler = Handlers.Of<Approval>();
        await server.Signal("Decisions", "ann").RunTaskAsync(handler);
        await server.FireTimer("1").RunTaskAsync(handler);
        await server.Signal("Decisions", "bob").RunTaskAsync(handler);
        Assert.Equal("complete \"ann nothing bob\"", server.Tasks[2][^1]);
        await Prefixes.ReplayAsync(server, typeof(Approval));
    }

    [Fact]
    public async Task Several_receivers_take_their_items_in_turn()
    {
        var server = new FakeServer(nameof(Receivers));
        var handler = Handlers.Of<Receivers>();
        await server.RunTaskAsync(handler);
        await server.Signal("Numbers", 1).RunTaskAsync(handler);
        await server.Signal("numbers", 9).Signal("Numbers", 2).Signal("Numbers", 3).RunTaskAsync(handler);
        Assert.Equal(["complete \"0:1 1:2 left 3\""], server.Tasks[2]);
        await Prefixes.ReplayAsync(server, typeof(Receivers));
    }

    [Fact]
    public async Task A_channel_that_is_null_fails_the_task_and_says_which()
    {
        var server = new FakeServer(nameof(Forgetful)).Signal("Items", 1);
        server.StartTask();
        var answer = await Handlers.Of<Forgetful>().HandleAsync(
            server.ToTask(sticky: true), TestContext.Current.CancellationToken);
        var failed = Assert.IsType<Cairn.Worker.WorkflowTaskAnswer.Failed>(answer);
        Assert.EndsWith("Forgetful.Items is null: initialize it", failed.Request.Failure.Message);
    }

    [Theory]
    [InlineData(typeof(NoChannel), "must be a SignalChannel")]
    [InlineData(typeof(Hidden), "must be public and not static, with a getter")]
    [InlineData(typeof(DynamicChannel), "cannot be dynamic")]
    [InlineData(typeof(Twice), "has more than one signal named Items")]
    public void A_property_of_the_wrong_shape_is_refused(Type type, string reason) => Assert.EndsWith(
        reason, Assert.Throws<ArgumentException>(() => WorkflowDefinition.Create(type)).Message.Split(" (Param")[0]);

    [Fact]
    public Task Sending_is_for_lambdas_only() =>
        Assert.ThrowsAsync<InvalidOperationException>(() => new SignalChannel<int>().SendAsync(1));

    [Workflow]
    public class Approval
    {
        [WorkflowSignal]
        public SignalChannel<string> Decisions { get; } = new();

        [WorkflowRun]
        public async Task<string> RunAsync(int count)
        {
            var all = new List<string>();
            while (all.Count < count)
            {
                var (received, decision) = await Decisions.ReceiveAsync(TimeSpan.FromDays(2));
                all.Add(received ? decision! : "nothing");
            }

            return string.Join(" ", all);
        }
    }

    [Workflow]
    public class Receivers
    {
        [WorkflowSignal]
        public SignalChannel<int> Numbers { get; } = new();

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var both = await Workflow.WhenAllAsync(Enumerable.Range(0, 2).Select(TakeAsync).ToArray());
            return $"{string.Join(" ", both)} left {string.Join(" ", Numbers.Drain())}";
        }

        private async Task<string> TakeAsync(int receiver) => $"{receiver}:{await Numbers.ReceiveAsync()}";
    }

    [Workflow]
    public class Forgetful
    {
        [WorkflowSignal]
        public SignalChannel<int> Items { get; set; } = null!;

        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(TimeSpan.FromDays(1));
    }

    [Workflow]
    public class NoChannel
    {
        [WorkflowSignal]
        public List<int> Items { get; } = [];

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class Hidden
    {
        [WorkflowSignal]
        internal SignalChannel<int> Items { get; } = new();

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class DynamicChannel
    {
        [WorkflowSignal(Dynamic = true)]
        public SignalChannel<int> Items { get; } = new();

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class Twice
    {
        [WorkflowSignal]
        public SignalChannel<int> Items { get; } = new();

        [WorkflowSignal("Items")]
        public Task ItemsAsync() => Task.CompletedTask;

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }
}
