using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Worker;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>A worker whose client is replaced, and one that runs local activities alone.</summary>
public class WorkerClientTests
{
    private readonly FakeWorkflowService first = new();
    private readonly FakeWorkflowService second = new();

    [Fact(Timeout = 30_000)]
    public async Task A_client_that_is_replaced_while_the_worker_runs_serves_its_later_calls()
    {
        var answer = new TaskCompletionSource<PollActivityTaskQueueResponse>();
        var gate = new TaskCompletionSource();
        first.On<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>((_, _) => answer.Task);
        using var worker = new CairnWorker(
            Client(first),
            new CairnWorkerOptions("q") { Identity = "w", MaxConcurrentActivityTaskPolls = 1 }
                .AddActivity([Activity("wait")] () => gate.Task));
        await worker.ExecuteAsync(
            async () =>
            {
                await first.NextAsync<PollActivityTaskQueueRequest>();
                var client = Client(second);
                worker.Client = client;
                Assert.Same(client, worker.Client);
                answer.SetResult(new()
                {
                    TaskToken = ByteString.CopyFromUtf8("t"), ActivityType = new() { Name = "wait" },
                });
                Assert.Equal("w", (await second.NextAsync<PollActivityTaskQueueRequest>()).Identity);
                gate.SetResult();
                await second.NextAsync<RespondActivityTaskCompletedRequest>();
            },
            TestContext.Current.CancellationToken);
        Assert.Empty(first.Rest<PollActivityTaskQueueRequest>());
        Assert.Empty(first.Rest<RespondActivityTaskCompletedRequest>());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_activity_whose_worker_has_a_client_of_its_own_kind_cannot_use_it_as_another()
    {
        var tasks = new Queue<PollActivityTaskQueueResponse>(
            [new() { TaskToken = ByteString.CopyFromUtf8("t"), ActivityType = new() { Name = "client" } }]);
        first.On<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>((_, context) =>
            tasks.TryDequeue(out var task)
                ? Task.FromResult(task)
                : Task.Delay(Timeout.Infinite, context.CancellationToken).ContinueWith(
                    _ => new PollActivityTaskQueueResponse(), TaskScheduler.Default));
        using var worker = new CairnWorker(
            new Bare(Client(first)),
            new CairnWorkerOptions("q") { MaxConcurrentActivityTaskPolls = 1 }
                .AddActivity([Activity("client")] () => ActivityExecutionContext.Current.CairnClient.Options));
        await worker.ExecuteAsync(
            async () => Assert.Equal(
                $"The client of the worker is a {typeof(Bare)}, which is no ICairnClient",
                (await first.NextAsync<RespondActivityTaskFailedRequest>()).Failure.Message),
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_client_of_another_namespace_is_refused()
    {
        using var worker = new CairnWorker(
            Client(first), new CairnWorkerOptions("q").AddActivity([Activity("a")] () => 1));
        var error = Assert.Throws<ArgumentException>(
            () => worker.Client = new CairnClient(new CairnConnection(second), new() { Namespace = "other" }));
        Assert.StartsWith(
            "The client's Namespace is other, but the worker polls default",
            error.Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => worker.Client = null!);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_worker_of_local_activities_alone_polls_for_no_activities()
    {
        using var worker = new CairnWorker(
            Client(first),
            new CairnWorkerOptions("q") { LocalActivityWorkerOnly = true }
                .AddWorkflow<PluginTests.Empty>().AddActivity([Activity("a")] () => 1));
        await worker.ExecuteAsync(
            () => first.NextAsync<PollWorkflowTaskQueueRequest>(), TestContext.Current.CancellationToken);
        Assert.Empty(first.Rest<PollActivityTaskQueueRequest>());
    }

    [Theory]
    [InlineData(1, null, "Normal")]
    [InlineData(1, 5, "Normal")]
    [InlineData(2, null, "Normal Sticky")]
    [InlineData(2, 5, "Normal Sticky")]
    public async Task Polls_that_wait_leave_a_slot_for_the_other_queue_and_with_one_slot_there_is_no_other(
        int slots, int? polls, string kinds)
    {
        var options = new CairnWorkerOptions("q") { MaxConcurrentWorkflowTasks = slots };
        if (polls is { } number)
        {
            options.MaxConcurrentWorkflowTaskPolls = number;
        }

        using var worker = new CairnWorker(Client(first), options.AddWorkflow<PluginTests.Empty>());
        var seen = new List<string>();
        await worker.ExecuteAsync(
            async () =>
            {
                for (var i = 0; i < slots; i++)
                {
                    seen.Add((await first.NextAsync<PollWorkflowTaskQueueRequest>()).TaskQueue.Kind.ToString());
                }
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(kinds, string.Join(' ', seen.Order(StringComparer.Ordinal)));
        var sticky = (await first.NextAsync<ShutdownWorkerRequest>()).StickyTaskQueue;
        Assert.Equal(slots > 1, sticky.Length > 0);
    }

    [Fact]
    public void A_worker_of_local_activities_alone_without_workflows_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new CairnWorker(
            Client(first),
            new CairnWorkerOptions("q") { LocalActivityWorkerOnly = true }.AddActivity([Activity("a")] () => 1)));
        Assert.StartsWith(
            "LocalActivityWorkerOnly is set, but there is no workflow", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_none_is_refused_by_name(double rate)
    {
        Refused("MaxActivitiesPerSecond", new CairnWorkerOptions("q") { MaxActivitiesPerSecond = rate });
        Refused(
            "MaxTaskQueueActivitiesPerSecond", new CairnWorkerOptions("q") { MaxTaskQueueActivitiesPerSecond = rate });

        void Refused(string option, CairnWorkerOptions options)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(
                () => new CairnWorker(Client(first), options.AddActivity([Activity("a")] () => 1)));
            Assert.StartsWith($"{option} is ", error.Message, StringComparison.Ordinal);
            Assert.Equal(option, error.ParamName);
        }
    }

    [Fact]
    public async Task Activities_start_on_the_factory_that_the_options_give()
    {
        await using var server = new ActivityServer();
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        server.Run(o =>
        {
            o.ActivityTaskFactory = new(scheduler);
            o.AddActivity([Activity("where")] () => TaskScheduler.Current == scheduler);
        });
        server.Offer("where");
        Assert.True(await server.ResultAsync<bool>());
    }

    [Fact]
    public void An_option_of_the_worker_that_is_none_is_refused_by_name()
    {
        var factory = Assert.Throws<ArgumentNullException>(() => New(new("q") { ActivityTaskFactory = null! }));
        Assert.Contains("ActivityTaskFactory", factory.Message, StringComparison.Ordinal);
        var trace = Assert.Throws<ArgumentOutOfRangeException>(
            () => New(new("q") { WorkflowStackTrace = (WorkflowStackTrace)7 }));
        Assert.Contains("WorkflowStackTrace", trace.Message, StringComparison.Ordinal);

        CairnWorker New(CairnWorkerOptions options) => new(Client(first), options.AddActivity([Activity("a")] () => 1));
    }

    private sealed class Bare(CairnClient client) : IWorkerClient
    {
        public CairnClientOptions Options => client.Options;

        public ICairnConnection Connection => client.Connection;

        public WorkflowService WorkflowService => client.WorkflowService;
    }

    private static CairnClient Client(FakeWorkflowService server) => new(new CairnConnection(server));
}
