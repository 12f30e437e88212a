using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>What the health check says of engines, clients and workers.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-health-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task An_engine_with_a_worker_is_healthy_until_its_database_is_gone()
    {
        var database = Path.Combine(folder.FullName, "cairn.db");
        using var host = Hosts.Build(services =>
        {
            services.AddHealthChecks().AddCairn();
            services.AddCairn(new() { DatabasePath = database });
            services.AddCairnWorker("queue").AddWorkflow<Greet>();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var entry = await UntilAsync(host, HealthStatus.Healthy);
        Assert.Equal("serves", entry.Data["engine"]);
        Assert.Equal("takes tasks", entry.Data["worker queue"]);

        File.Move(database, database + ".away");
        entry = await UntilAsync(host, HealthStatus.Unhealthy, StartAsync);
        Assert.Contains("engine: does not serve: Unavailable", entry.Description, StringComparison.Ordinal);
        Assert.Contains("was deleted, moved or replaced", entry.Description, StringComparison.Ordinal);

        File.Move(database + ".away", database);
        await UntilAsync(host, HealthStatus.Healthy);
        await host.StopAsync(Token);

        // Notices the loss: health checks by themselves write nothing.
        async Task StartAsync() => await Assert.ThrowsAnyAsync<Exception>(() => host.Services
            .GetRequiredService<ICairnClient>().StartWorkflowAsync(
                "T", [], new WorkflowOptions("w", "queue") { Rpc = new() { Retry = false } }));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_is_not_there_yet_is_unhealthy_and_its_worker_waits_for_it()
    {
        await using var server = await TestServer.StartAsync();
        await server.CloseAsync();
        using var host = Hosts.Build(services =>
        {
            services.AddHealthChecks().AddCairn(name: "durable", failureStatus: HealthStatus.Degraded);
            services.AddCairnClient(server.Target);
            services.AddCairnWorker("queue").AddWorkflow<Greet>();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var entry = await UntilAsync(host, HealthStatus.Degraded, name: "durable");
        Assert.Contains(
            $"client: {server.Target} does not serve: Unavailable", entry.Description, StringComparison.Ordinal);
        Assert.Contains("worker queue: has not reached its server yet.", entry.Description, StringComparison.Ordinal);

        await server.OpenAsync();
        await UntilAsync(host, HealthStatus.Healthy, name: "durable");
        await host.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_whose_polls_fail_says_since_when_and_why()
    {
        await using var server = await TestServer.StartAsync();
        using var host = Hosts.Build(services =>
        {
            services.AddHealthChecks().AddCairn();
            services.AddHostedCairnWorker(server.Target, "default", "queue").AddWorkflow<Greet>();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(host, HealthStatus.Healthy);

        await server.CloseAsync();
        var entry = await UntilAsync(host, HealthStatus.Degraded);
        Assert.Matches(
            "^worker queue: its polls fail since [-0-9]{10} [:0-9]{8}Z: .+ "
            + "(None has succeeded yet|The last one succeeded at)",
            entry.Description);

        await server.OpenAsync();
        await UntilAsync(host, HealthStatus.Healthy);
        await host.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_that_its_server_refuses_for_good_is_unhealthy_with_the_reason()
    {
        await using var server = await TestServer.StartAsync();
        using var host = Hosts.Build(services =>
        {
            services.Configure<HostOptions>(options =>
                options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
            services.AddHealthChecks().AddCairn();
            services.AddHostedCairnWorker(server.Target, "no-such-namespace", "queue").AddWorkflow<Greet>();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var entry = await UntilAsync(host, HealthStatus.Unhealthy);
        Assert.StartsWith(
            "worker queue: has ended for good: Polling queue was refused", entry.Description, StringComparison.Ordinal);
        Assert.Contains("no-such-namespace", entry.Description, StringComparison.Ordinal);
        Assert.NotNull(entry.Exception);
        await host.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task Workers_drain_together_and_say_so()
    {
        var gate = new Gate();
        using var host = Hosts.Build(services =>
        {
            services.AddHealthChecks().AddCairn();
            services.AddCairn();
            services.AddCairnWorker("other").AddWorkflow<Greet>();
            services.AddCairnWorker("queue").AddWorkflow<Greet>().AddActivitiesInstance(gate)
                .ConfigureOptions(options => options.GracefulShutdownTimeout = TimeSpan.FromMinutes(1));
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<ICairnClient>();
        var greeting = Hosts.GreetAsync(client);
        await gate.Entered.Task.WaitAsync(Token);

        var stopping = host.StopAsync(Token);
        var entry = await UntilAsync(host, HealthStatus.Degraded, until: found => (string)found.Data["worker other"]
            != "takes tasks");
        Assert.Equal(
            "is draining: it takes no new tasks and waits for those that run.", entry.Data["worker queue"]);
        Assert.False(stopping.IsCompleted);
        gate.Open.SetResult();
        await stopping;
        await Task.WhenAny(greeting);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_that_is_stopped_while_its_host_runs_leaves_the_others_alone()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddSingleton<Words>();
            services.AddHealthChecks().AddCairn();
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Greet>().AddScopedActivities<Greetings>();
            services.AddCairnWorker("other").AddWorkflow<Greet>();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(host, HealthStatus.Healthy);
        await host.Services.GetServices<IHostedService>().OfType<CairnWorkerService>()
            .Single(worker => worker.TaskQueue == "other").StopAsync(Token);

        Assert.Equal("Hello, Ada!", await Hosts.GreetAsync(host.Services.GetRequiredService<ICairnClient>()));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_host_whose_worker_fails_fast_does_not_start_without_the_server()
    {
        await using var server = await TestServer.StartAsync();
        await server.CloseAsync();
        using var host = Hosts.Build(services =>
        {
            services.AddCairnClient(server.Target);
            services.AddCairnWorker("queue").AddWorkflow<Greet>()
                .ConfigureOptions(options => options.Startup = WorkerStartup.FailFast);
        });
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));
        Assert.Contains(
            $"The worker of task queue queue cannot reach its server {server.Target}: ",
            failure.Message,
            StringComparison.Ordinal);
    }

    private static async Task<HealthReportEntry> UntilAsync(
        IHost host,
        HealthStatus status,
        Func<Task>? before = null,
        string name = "cairn",
        Func<HealthReportEntry, bool>? until = null)
    {
        var health = host.Services.GetRequiredService<HealthCheckService>();
        while (true)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            var report = await health.CheckHealthAsync(Token);
            if (report.Status == status && until?.Invoke(report.Entries[name]) != false)
            {
                return report.Entries[name];
            }

            await Task.Delay(20, Token);
        }
    }

    private sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        [Activity]
        public async Task<string> SayAsync(string name)
        {
            Entered.TrySetResult();
            await Open.Task;
            return name;
        }
    }
}
