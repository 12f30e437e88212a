using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;
using Cairn.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Worker services that are made without a container, and the client that replaces theirs.</summary>
public sealed class WorkerServiceTests : IAsyncLifetime
{
    private Node node = null!;
    private GrpcServer server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Target => $"127.0.0.1:{server.EndPoint.Port}";

    public async ValueTask InitializeAsync()
    {
        node = await Node.StartAsync(new MemoryStore(), cancellationToken: Token);
        server = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_service_runs_with_the_client_of_its_options()
    {
        var options = new CairnWorkerServiceOptions("queue") { ClientOptions = new(Target) };
        options.AddWorkflow<Greet>().AddActivity(Say);
        using var service = new CairnWorkerService(options);
        await RunsAsync(service);
    }

    [Fact]
    public async Task A_service_runs_with_options_of_a_client_beside_those_of_the_worker()
    {
        using var service = new CairnWorkerService(new CairnClientConnectOptions(Target), Options());
        await RunsAsync(service);
    }

    [Fact]
    public async Task A_service_runs_with_a_client_and_leaves_it_open()
    {
        var client = await CairnClient.ConnectAsync(new(Target));
        using var connection = (CairnConnection)client.Connection;
        using (var service = new CairnWorkerService(client, Options()))
        {
            await RunsAsync(service);
        }

        Assert.Equal(1, (await client.CountWorkflowsAsync("")).Count);
    }

    [Fact]
    public void A_service_without_a_client_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new CairnWorkerService(new CairnWorkerServiceOptions("queue")));
        Assert.StartsWith("ClientOptions must be set", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_updater_gives_the_workers_of_a_host_another_client_while_they_run()
    {
        await using var other = await OpenAsync();
        var client = await CairnClient.ConnectAsync(new($"127.0.0.1:{other.EndPoint.Port}"));
        using var connection = (CairnConnection)client.Connection;
        var updater = new CairnWorkerClientUpdater();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddHostedCairnWorker(Target, "default", "queue")
            .AddWorkflow<Greet>()
            .ConfigureOptions(options =>
            {
                options.WorkerClientUpdater = updater;
                options.AddActivity(Say);
            });
        using var host = builder.Build();
        await host.StartAsync(Token);
        Assert.Equal("Hello, Ada!", await GreetAsync(client, "before"));

        updater.UpdateClient(client);
        await server.DisposeAsync();

        Assert.Equal("Hello, Ada!", await GreetAsync(client, "after"));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_worker_that_starts_after_an_update_uses_the_new_client()
    {
        var client = await CairnClient.ConnectAsync(new(Target));
        using var connection = (CairnConnection)client.Connection;
        var updater = new CairnWorkerClientUpdater();
        updater.UpdateClient(client);
        var options = new CairnWorkerServiceOptions("queue")
        {
            ClientOptions = new("127.0.0.1:1"), WorkerClientUpdater = updater,
        };
        options.AddWorkflow<Greet>().AddActivity(Say);
        using var service = new CairnWorkerService(options);
        await RunsAsync(service);
    }

    [Fact]
    public void An_update_with_a_client_of_another_namespace_is_refused_and_changes_nothing()
    {
        var updater = new CairnWorkerClientUpdater();
        var client = CairnClient.CreateLazy(new(Target));
        var other = CairnClient.CreateLazy(new(Target) { Namespace = "other" });
        using var worker = new CairnWorker(client, Options());
        using var alien = new CairnWorker(other, Options());
        using (updater.Follow(worker))
        {
            Assert.Throws<ArgumentException>(() => updater.UpdateClient(other));
            Assert.Same(client, worker.Client);
            var error = Assert.Throws<ArgumentException>(() => updater.Follow(alien));
            Assert.Contains("give each namespace an updater of its own", error.Message, StringComparison.Ordinal);
        }

        updater.UpdateClient(other);
        Assert.Same(client, worker.Client);
    }

    [Activity]
    private static string Say(string name) => $"Hello, {name}!";

    private static CairnWorkerOptions Options() =>
        new CairnWorkerOptions("queue").AddWorkflow<Greet>().AddActivity(Say);

    private static Task<string> GreetAsync(CairnClient client, string id) =>
        client.ExecuteWorkflowAsync((Greet w) => w.RunAsync("Ada"), new(id, "queue"))
            .WaitAsync(TimeSpan.FromMinutes(1), Token);

    private async Task RunsAsync(CairnWorkerService service)
    {
        var client = await CairnClient.ConnectAsync(new(Target));
        using var connection = (CairnConnection)client.Connection;
        await service.StartAsync(Token);
        Assert.Equal("Hello, Ada!", await GreetAsync(client, "w"));
        await service.StopAsync(Token);
    }

    private Task<GrpcServer> OpenAsync() =>
        GrpcServer.StartAsync(node.Service, node.OperatorService, node.HealthService, new() { Port = 0 }, Token);
}
