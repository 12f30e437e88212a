using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class ExclusiveHandlerTests
{
    [Fact]
    public async Task Exclusive_handlers_run_one_after_the_other_in_the_order_of_arrival()
    {
        var server = new FakeServer(nameof(Shelf));
        var handler = Handlers.Of<Shelf>();
        await server.Signal("Put", "a").Signal("Put", "b").Signal("Look").RunTaskAsync(handler);
        Assert.Equal(["activity a"], server.Tasks[0]);
        await server.Signal("Put", "c").Complete("1").RunTaskAsync(handler);
        Assert.Equal(["activity b"], server.Tasks[1]);
        await server.Complete("2").RunTaskAsync(handler);
        Assert.Equal(["activity c"], server.Tasks[2]);
        await server.Complete("3").RunTaskAsync(handler);
        Assert.Equal(["complete \"put a look done a put b done b put c done c\""], server.Tasks[3]);
        await Prefixes.ReplayAsync(server, typeof(Shelf));
    }

    [Fact]
    public async Task A_cancelled_workflow_keeps_the_order_of_its_exclusive_handlers()
    {
        var server = new FakeServer(nameof(Shelf));
        var handler = Handlers.Of<Shelf>();
        await server.Signal("Put", "a").Signal("Put", "b").RunTaskAsync(handler);
        await server.RequestCancel().RunTaskAsync(handler);
        Assert.Equal(["cancel activity of 7", "cancelled"], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(Shelf));
    }

    [Fact]
    public void A_channel_cannot_be_exclusive() => Assert.Contains(
        "cannot be exclusive",
        Assert.Throws<ArgumentException>(() => WorkflowDefinition.Create<ExclusiveChannel>()).Message,
        StringComparison.Ordinal);

    [Workflow]
    public class Shelf
    {
        private readonly List<string> log = [];

        [WorkflowSignal(Exclusive = true)]
        public async Task PutAsync(string thing)
        {
            log.Add($"put {thing}");
            await Workflow.ExecuteActivityAsync(thing, [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
            log.Add($"done {thing}");
        }

        [WorkflowSignal]
        public Task LookAsync()
        {
            log.Add("look");
            return Task.CompletedTask;
        }

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => log.Count == 7);
            return string.Join(" ", log);
        }
    }

    [Workflow]
    public class ExclusiveChannel
    {
        [WorkflowSignal(Exclusive = true)]
        public SignalChannel<int> Items { get; } = new();

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }
}
