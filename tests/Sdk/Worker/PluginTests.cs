using Cairn.Activities;
using Cairn.Client;
using Cairn.Client.Interceptors;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Worker;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>Plugins of clients, workers and replayers.</summary>
public class PluginTests
{
    private readonly FakeWorkflowService server = new();
    private readonly List<string> calls = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plugins_of_the_client_come_before_those_of_the_worker_and_surround_its_run()
    {
        var client = Client(new Named("a", calls), new Named("b", calls));
        using var worker = new CairnWorker(
            client, new CairnWorkerOptions("q") { Plugins = [new Named("c", calls)] }.AddActivity(One));
        Assert.Equal(
            7,
            await worker.ExecuteAsync(
                () =>
                {
                    calls.Add("run");
                    return Task.FromResult(7);
                },
                Cancellation));
        Assert.Equal(
            [
                "client a", "client b", "worker a", "worker b", "worker c",
                "+a", "+b", "+c", "run", "-c", "-b", "-a",
            ],
            calls);
    }

    [Fact]
    public void What_a_simple_plugin_has_is_added_to_clients_and_workers()
    {
        var interceptor = new Interceptor();
        var converter = new DataConverter(new DefaultPayloadConverter(), new DefaultFailureConverter());
        var plugin = new SimplePlugin("p", new SimplePluginOptions
        {
            DataConverter = converter,
            ClientInterceptors = [interceptor],
            WorkerInterceptorsOption = new(existing => [.. existing!, interceptor]),
            WorkflowFailureExceptionTypes = [typeof(FormatException)],
        }.AddWorkflow<Empty>().AddActivity(One));
        var client = Client(plugin);
        Assert.Same(converter.FailureConverter, client.Options.DataConverter.FailureConverter);
        Assert.Equal([interceptor], client.Options.Interceptors!);
        var given = new CairnWorkerOptions("q")
        {
            Interceptors = [new Interceptor()],
            WorkflowFailureExceptionTypes = [typeof(TimeoutException)],
        };
        using var worker = new CairnWorker(client, given);
        Assert.Equal("Empty", Assert.Single(worker.Options.Workflows).Name);
        Assert.Equal("One", Assert.Single(worker.Options.Activities).Name);
        Assert.Equal(2, worker.Options.Interceptors!.Count);
        Assert.Equal(
            [typeof(TimeoutException), typeof(FormatException)], worker.Options.WorkflowFailureExceptionTypes!);
        Assert.Empty(given.Workflows);
    }

    [Fact]
    public async Task A_simple_plugin_surrounds_the_run_even_if_it_fails()
    {
        using var worker = new CairnWorker(
            new CairnClient(new CairnConnection(server)),
            new CairnWorkerOptions("q") { Plugins = [Surrounding()] }.AddActivity(One));
        await Assert.ThrowsAsync<FormatException>(() => worker.ExecuteAsync(
            () => Task.FromException(new FormatException()), Cancellation));
        Assert.Equal(["before", "after"], calls);
    }

    [Fact]
    public async Task Plugins_configure_a_replayer_and_surround_each_of_its_replays()
    {
        var replayer = new WorkflowReplayer(new()
        {
            Plugins = [Surrounding(options => options.AddWorkflow<Empty>())],
        });
        var history = new WorkflowHistory("w", []);
        Assert.Same(history, (await replayer.ReplayWorkflowAsync(history, false, Cancellation)).History);
        Assert.Single(await replayer.ReplayWorkflowsAsync([history], false, Cancellation));
        await foreach (var result in replayer.ReplayWorkflowsAsync(One(history), false, Cancellation))
        {
            Assert.Same(history, result.History);
        }

        Assert.Equal(["before", "after", "before", "after", "before", "after"], calls);

        static async IAsyncEnumerable<WorkflowHistory> One(WorkflowHistory history)
        {
            await Task.Yield();
            yield return history;
        }
    }

    [Fact]
    public async Task Plugins_connect_the_client_the_first_one_as_the_outermost()
    {
        using var connection = new CairnConnection(server);
        var client = await CairnClient.ConnectAsync(new("nowhere:1")
        {
            Plugins = [new Named("a", calls), new Named("b", calls, connection)],
        });
        Assert.Equal(["connect a to nowhere:1", "connect b to via-a:1", "client a", "client b"], calls);
        Assert.Same(connection, client.Connection);
    }

    [Fact]
    public void A_plugin_that_is_given_twice_or_is_null_is_refused_by_name()
    {
        var plugin = new SimplePlugin("p");
        var client = Client(plugin);
        var error = Assert.Throws<ArgumentException>(
            () => new CairnWorker(client, new CairnWorkerOptions("q") { Plugins = [plugin] }.AddActivity(One)));
        Assert.StartsWith("Plugins of the worker holds p, ", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => Client([null!]));
        Assert.StartsWith("Plugins holds a null", error.Message, StringComparison.Ordinal);
    }

    [Activity]
    private static int One() => 1;

    private CairnClient Client(params ICairnClientPlugin[] plugins) =>
        new(new CairnConnection(server), new() { Plugins = plugins });

    private SimplePlugin Surrounding(Action<SimplePluginOptions>? change = null)
    {
        var options = new SimplePluginOptions
        {
            RunContextBefore = () => Note("before"), RunContextAfter = () => Note("after"),
        };
        change?.Invoke(options);
        return new("p", options);

        Task Note(string text)
        {
            calls.Add(text);
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class Empty
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    private sealed class Interceptor : IClientInterceptor, IWorkerInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => nextInterceptor;
    }

    private sealed class Named(string name, List<string> calls, CairnConnection? connection = null)
        : SimplePlugin(name)
    {
        public override void ConfigureClient(CairnClientOptions options) => calls.Add($"client {Name}");

        public override void ConfigureWorker(CairnWorkerOptions options) => calls.Add($"worker {Name}");

        public override Task<CairnConnection> ConnectAsync(
            CairnClientConnectOptions options,
            Func<CairnClientConnectOptions, Task<CairnConnection>> continuation)
        {
            calls.Add($"connect {Name} to {options.TargetHost}");
            options.TargetHost = $"via-{Name}:1";
            return connection is null ? continuation(options) : Task.FromResult(connection);
        }

        public override async Task<TResult> RunWorkerAsync<TResult>(
            CairnWorker worker,
            Func<CairnWorker, CancellationToken, Task<TResult>> continuation,
            CancellationToken stoppingToken)
        {
            calls.Add($"+{Name}");
            var result = await continuation(worker, stoppingToken);
            calls.Add($"-{Name}");
            return result;
        }
    }
}
