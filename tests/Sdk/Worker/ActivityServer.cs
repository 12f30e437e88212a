using System.Threading.Channels;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Runtime;
using Cairn.Worker;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>A fake server that hands out activity tasks, and a worker that takes them.</summary>
internal sealed class ActivityServer : IAsyncDisposable
{
    private readonly Channel<PollActivityTaskQueueResponse> tasks =
        Channel.CreateUnbounded<PollActivityTaskQueueResponse>();

    private readonly CancellationTokenSource stop = new();
    private CairnWorker? worker;
    private int number;

    public ActivityServer() =>
        Fake.On<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(
            async (_, context) => await tasks.Reader.ReadAsync(context.CancellationToken));

    public FakeWorkflowService Fake { get; } = new();

    public ManualTime Time { get; } = new();

    public CairnRuntime? Runtime { get; set; }

    public DataConverter Converter { get; set; } = DataConverter.Default;

    public Task Running { get; private set; } = Task.CompletedTask;

    public void Run(Action<CairnWorkerOptions> configure)
    {
        var client = new CairnClient(
            new CairnConnection(Fake, new() { Identity = "me", TimeProvider = Time, Runtime = Runtime }),
            new() { DataConverter = Converter });
        var options = new CairnWorkerOptions("q") { DefaultHeartbeatThrottleInterval = TimeSpan.FromSeconds(30) };
        configure(options);
        worker = new(client, options);
        Running = worker.ExecuteAsync(stop.Token);
    }

    /// <summary>Hands out a task.</summary>
    public void Offer(string type, params object?[] args) => Offer(type, _ => { }, args);

    /// <summary>Hands out a task.</summary>
    public void Offer(string type, Action<PollActivityTaskQueueResponse> change, params object?[] args)
    {
        number++;
        var task = new PollActivityTaskQueueResponse
        {
            TaskToken = ByteString.CopyFromUtf8($"token-{number}"),
            ActivityId = $"{number}",
            ActivityType = new() { Name = type },
            Attempt = 1,
            WorkflowExecution = new() { WorkflowId = "w", RunId = "r" },
            Input = new() { Payloads_ = { Converter.PayloadConverter.ToPayloads(args) } },
        };
        change(task);
        Assert.True(tasks.Writer.TryWrite(task));
    }

    /// <summary>The result of the next activity that completes.</summary>
    public async Task<T> ResultAsync<T>() => Converter.PayloadConverter.ToValue<T>(
        (await Fake.NextAsync<RespondActivityTaskCompletedRequest>()).Result.Payloads_[0]);

    /// <summary>The exception of the next activity that fails.</summary>
    public async Task<Exception> FailureAsync() =>
        await Converter.ToExceptionAsync((await Fake.NextAsync<RespondActivityTaskFailedRequest>()).Failure);

    /// <summary>The details of the next heartbeat.</summary>
    public async Task<T> HeartbeatAsync<T>() => Converter.PayloadConverter.ToValue<T>(
        (await Fake.NextAsync<RecordActivityTaskHeartbeatRequest>()).Details.Payloads_[0]);

    public Task StopAsync() => stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker?.Dispose();
        stop.Dispose();
    }
}
