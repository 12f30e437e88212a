using System.Collections.Concurrent;
using Cairn.Client;
using Cairn.Client.Interceptors;
using Cairn.Worker;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>What stands between the users of a client and its calls.</summary>
public sealed class InterceptorTests : EngineTest
{
    [Fact]
    public async Task Every_call_goes_through_all_interceptors_the_first_first()
    {
        var log = new List<string>();
        var client = Through(new Recorder("a", log), new Recorder("b", log));
        await using var worker = StartWorker(options => options.AddWorkflow<Flows.Everything>()
            .AddAllActivities(new Acts()));

        var handle = await client.StartWorkflowAsync((Flows.Everything w) => w.RunAsync("Ada"), Id());
        await handle.SignalAsync(w => w.TellAsync("one"));
        await handle.QueryAsync(w => w.Told);
        await handle.DescribeAsync();
        await handle.TerminateAsync();
        // Only this order is always allowed: what is closed may still be cancelled.
        await handle.CancelAsync();
        await handle.FetchHistoryAsync();

        string[] calls =
            ["start Everything", "signal Tell", "query Told", "describe", "terminate", "cancel", "history"];
        Assert.Equal(calls.SelectMany(call => new[] { $"a {call}", $"b {call}" }), log);
    }

    [Fact]
    public async Task What_an_interceptor_sends_beside_the_arguments_arrives()
    {
        var client = Through(new Stamp());
        await using var worker = StartWorker(options => options.AddWorkflow<Stamped>());
        Assert.Equal("stamp", await client.ExecuteWorkflowAsync((Stamped w) => w.RunAsync(), Id()));
    }

    [Fact]
    public async Task A_clients_interceptor_that_is_also_a_workers_comes_before_the_workers_own()
    {
        var log = new ConcurrentQueue<string>();
        var client = Through(new Both("client", log));
        using var worker = new CairnWorker(
            client,
            new CairnWorkerOptions(Queue) { Interceptors = [new Both("worker", log)] }
                .AddWorkflow<Flows.OneCount>()
                .AddAllActivities(new Acts()));
        await worker.ExecuteAsync(
            () => client.ExecuteWorkflowAsync((Flows.OneCount w) => w.RunAsync(), Id()),
            TestContext.Current.CancellationToken);

        // A slow machine may run a task or an attempt twice.
        Assert.Equal(
            ["client start", "client workflow", "worker workflow", "client activity", "worker activity"],
            log.Distinct());
    }

    private CairnClient Through(params IClientInterceptor[] interceptors) =>
        new(Client.Connection, new() { Interceptors = interceptors });

    [Workflow]
    public class Stamped
    {
        [WorkflowRun]
        public Task<string> RunAsync() =>
            Task.FromResult(Workflow.Info.Headers!["stamp"].Data.ToStringUtf8().Trim('"'));
    }

    private sealed class Both(string name, ConcurrentQueue<string> log) : IClientInterceptor, IWorkerInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
            new AtClient(this, nextInterceptor);

        public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
            new AtWorkflow(this, nextInterceptor);

        public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) =>
            new AtActivity(this, nextInterceptor);

        private void Note(string what) => log.Enqueue($"{name} {what}");

        private sealed class AtClient(Both both, ClientOutboundInterceptor next) : ClientOutboundInterceptor(next)
        {
            public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
                StartWorkflowInput input)
            {
                both.Note("start");
                return base.StartWorkflowAsync<TWorkflow, TResult>(input);
            }
        }

        private sealed class AtWorkflow(Both both, WorkflowInboundInterceptor next) : WorkflowInboundInterceptor(next)
        {
            public override Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
            {
                both.Note("workflow");
                return base.ExecuteWorkflowAsync(input);
            }
        }

        private sealed class AtActivity(Both both, ActivityInboundInterceptor next) : ActivityInboundInterceptor(next)
        {
            public override Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
            {
                both.Note("activity");
                return base.ExecuteActivityAsync(input);
            }
        }
    }

    private sealed class Stamp : IClientInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
            new Calls(nextInterceptor);

        private sealed class Calls(ClientOutboundInterceptor next) : ClientOutboundInterceptor(next)
        {
            public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
                StartWorkflowInput input) => base.StartWorkflowAsync<TWorkflow, TResult>(input with
                {
                    Headers = new Dictionary<string, Api.Common.V1.Payload>
                    {
                        ["stamp"] = Converters.DataConverter.Default.PayloadConverter.ToPayload("stamp"),
                    },
                });
        }
    }

    private sealed class Recorder(string name, List<string> log) : IClientInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
            new Calls(call => log.Add($"{name} {call}"), nextInterceptor);

        private sealed class Calls(Action<string> note, ClientOutboundInterceptor next)
            : ClientOutboundInterceptor(next)
        {
            public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
                StartWorkflowInput input)
            {
                note($"start {input.Workflow}");
                return base.StartWorkflowAsync<TWorkflow, TResult>(input);
            }

            public override Task SignalWorkflowAsync(SignalWorkflowInput input)
            {
                note($"signal {input.Signal}");
                return base.SignalWorkflowAsync(input);
            }

            public override Task<TResult> QueryWorkflowAsync<TResult>(QueryWorkflowInput input)
            {
                note($"query {input.Query}");
                return base.QueryWorkflowAsync<TResult>(input);
            }

            public override Task<WorkflowExecutionDescription> DescribeWorkflowAsync(DescribeWorkflowInput input)
            {
                note("describe");
                return base.DescribeWorkflowAsync(input);
            }

            public override Task CancelWorkflowAsync(CancelWorkflowInput input)
            {
                note("cancel");
                return base.CancelWorkflowAsync(input);
            }

            public override Task TerminateWorkflowAsync(TerminateWorkflowInput input)
            {
                note("terminate");
                return base.TerminateWorkflowAsync(input);
            }

            public override Task<WorkflowHistoryEventPage> FetchWorkflowHistoryEventPageAsync(
                FetchWorkflowHistoryEventPageInput input)
            {
                note("history");
                return base.FetchWorkflowHistoryEventPageAsync(input);
            }
        }
    }
}
