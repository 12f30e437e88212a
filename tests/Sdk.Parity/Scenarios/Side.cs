using System.Reflection;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>
/// One SDK as the tests use it. What goes in and out has no type of an SDK, so that the tests treat both alike.
/// </summary>
public static class Side
{
    /// <summary>The task queue of the scenarios, and of those with a codec and interceptors.</summary>
    public const string PlainQueue = "plain-queue", CodedQueue = "coded-queue";

    private static readonly IReadOnlyList<Type> Workflows =
        [.. typeof(Side).Assembly.GetTypes().Where(type => type.GetCustomAttribute<WorkflowAttribute>() is not null)];

    private static readonly Dictionary<string, Scenario> Scenarios =
        AllScenarios.All.ToDictionary(scenario => scenario.Name);

    /// <summary>The names of the scenarios.</summary>
    public static IEnumerable<string> ScenarioNames => Scenarios.Keys;

    /// <summary>Starts the workers of both task queues; dispose the result to stop them.</summary>
    public static async Task<IAsyncDisposable> StartWorkersAsync(string address) => new RunningWorkers(
        Worker(await ConnectAsync(address, isCoded: false), PlainQueue),
        Worker(await ConnectAsync(address, isCoded: true), CodedQueue));

    /// <summary>Plays a scenario as a client.</summary>
    /// <returns>What the client noted, and the histories of the runs by workflow id.</returns>
    public static async Task<(IReadOnlyList<string> Facts, IReadOnlyList<(string Id, byte[] History)> Histories)>
        PlayAsync(string address, string scenario)
    {
        var it = Scenarios[scenario];
        var client = await ConnectAsync(address, it.IsCoded);
        var play = new Play(client, it.Name, it.IsCoded ? CodedQueue : PlainQueue);
        await it.PlayAsync(play).WaitAsync(TimeSpan.FromSeconds(30));
        var histories = new List<(string, byte[])>();
        foreach (var (workflowId, runId) in play.Recorded)
        {
            var history = await client.GetWorkflowHandle(workflowId, runId).FetchHistoryAsync();
            histories.Add((workflowId, new History { Events = { history.Events } }.ToByteArray()));
        }

        return (play.Facts, histories);
    }

    /// <summary>Replays histories, one after the other.</summary>
    /// <returns>Of each, why it did not replay; null if it did.</returns>
    public static async Task<IReadOnlyList<string?>> ReplayAsync(
        bool isCoded, IReadOnlyList<(string Id, byte[] History)> histories)
    {
        var options = new WorkflowReplayerOptions
        {
            Namespace = "default",
            DataConverter = isCoded ? Coding.Converter : DataConverter.Default,
            Interceptors = isCoded ? [new HeaderInterceptor()] : [],
            LoggerFactory = NullLoggerFactory.Instance,
            DebugMode = true,
        };
        foreach (var workflow in Workflows)
        {
            options.AddWorkflow(workflow);
        }

        var results = await new WorkflowReplayer(options).ReplayWorkflowsAsync(histories.Select(
            one => new WorkflowHistory(one.Id, [.. History.Parser.ParseFrom(one.History).Events])));
        return [.. results.Select(result => result.ReplayFailure?.ToString())];
    }

    /// <summary>Whether a scenario is played with a codec and interceptors.</summary>
    public static bool IsCoded(string scenario) => Scenarios[scenario].IsCoded;

    private static async Task<ISdkClient> ConnectAsync(string address, bool isCoded) =>
        await SdkClient.ConnectAsync(new SdkClientConnectOptions(address)
        {
            DataConverter = isCoded ? Coding.Converter : DataConverter.Default,
            Interceptors = isCoded ? [new HeaderInterceptor()] : [],
            Identity = "parity",
            LoggerFactory = NullLoggerFactory.Instance,
        });

    private static SdkWorker Worker(ISdkClient client, string taskQueue)
    {
        var options = new SdkWorkerOptions(taskQueue)
        {
            // A busy machine may take its time, and a heartbeat brings the news that the activity is cancelled.
            DebugMode = true,
            StickyQueueScheduleToStartTimeout = TimeSpan.FromMinutes(1),
            MaxHeartbeatThrottleInterval = TimeSpan.FromMilliseconds(50),
        };
        foreach (var workflow in Workflows)
        {
            options.AddWorkflow(workflow);
        }

        options.AddAllActivities(new Acts());
        return new(client, options);
    }

    private sealed class RunningWorkers : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly SdkWorker[] workers;
        private readonly Task[] running;

        public RunningWorkers(params SdkWorker[] workers)
        {
            this.workers = workers;
            running = [.. workers.Select(worker => worker.ExecuteAsync(stop.Token))];
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            foreach (var (worker, run) in workers.Zip(running))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
                worker.Dispose();
            }

            stop.Dispose();
        }
    }
}
