using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Client;
using Cairn.Client.Interceptors;
using Cairn.Converters;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Code of an author that returns null where there must be something: the report says whose it was.</summary>
public sealed class NullAnswerTests : EngineTest
{
    [Fact]
    public async Task A_workflow_without_its_task_fails_its_task_by_name()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Nulls>());
        await Client.StartWorkflowAsync((Nulls w) => w.RunAsync("run"), Id());
        Assert.EndsWith("Nulls.RunAsync returned null instead of a task", await SoonAsync(TaskFailureAsync()));
    }

    [Fact]
    public async Task A_signal_without_its_task_fails_the_task_by_name()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Nulls>());
        var handle = await Client.StartWorkflowAsync((Nulls w) => w.RunAsync("wait"), Id());
        await handle.SignalAsync(w => w.HearAsync());
        Assert.EndsWith("Nulls.HearAsync returned null instead of a task", await SoonAsync(TaskFailureAsync()));
    }

    [Fact]
    public async Task An_activity_without_its_task_fails_by_name()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Nulls>().AddActivity(Nulls.Nothing));
        var reason = await ReasonAsync(Client.ExecuteWorkflowAsync((Nulls w) => w.RunAsync("activity"), Id()));
        Assert.EndsWith("Nulls.Nothing returned null instead of a task", reason.Message);
    }

    [Fact]
    public async Task An_interceptor_that_gives_no_workflow_is_named()
    {
        await using var worker = StartWorker(options =>
        {
            options.Interceptors = [new Missing()];
            options.AddWorkflow<Nulls>();
        });
        await Client.StartWorkflowAsync((Nulls w) => w.RunAsync("wait"), Id());
        Assert.Equal(
            $"InterceptWorkflow of {typeof(Missing)} returned null", await SoonAsync(TaskFailureAsync()));
    }

    [Fact]
    public void An_interceptor_that_gives_no_client_is_named()
    {
        var error = Assert.Throws<InvalidOperationException>(() => NewClient(new() { Interceptors = [new Missing()] }));
        Assert.Equal($"InterceptClient of {typeof(Missing)} returned null", error.Message);
    }

    [Theory]
    [InlineData("payloads")]
    [InlineData("payload")]
    [InlineData("task")]
    public async Task A_codec_that_gives_nothing_is_named(string what)
    {
        var client = NewClient(new() { DataConverter = DataConverter.Default with { PayloadCodec = new Empty(what) } });
        await using var worker = StartWorker(client, options => options.AddWorkflow<Nulls>());
        await Client.StartWorkflowAsync((Nulls w) => w.RunAsync("wait"), Id());
        Assert.Contains("odec", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
        Assert.Contains("returned null instead of", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    [Workflow]
    public class Nulls
    {
        [WorkflowRun]
        public Task RunAsync(string what) => what switch
        {
            "run" => null!,
            "activity" => Workflow.ExecuteActivityAsync(
                () => Nothing(),
                new()
                {
                    ScheduleToCloseTimeout = TimeSpan.FromMinutes(1),
                    RetryPolicy = new() { MaximumAttempts = 1 },
                }),
            _ => Workflow.WaitConditionAsync(() => false),
        };

        [WorkflowSignal]
        public Task HearAsync() => null!;

        [Activity]
        public static Task Nothing() => null!;
    }

    private sealed class Missing : IWorkerInterceptor, IClientInterceptor
    {
        public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => null!;

        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => null!;
    }

    private sealed class Empty(string what) : IPayloadCodec
    {
        public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
            Task.FromResult(payloads);

        public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) => what switch
        {
            "payloads" => Task.FromResult<IReadOnlyCollection<Payload>>(null!),
            "payload" => Task.FromResult<IReadOnlyCollection<Payload>>([null!]),
            _ => null!,
        };
    }
}
