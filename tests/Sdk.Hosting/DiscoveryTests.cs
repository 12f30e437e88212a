using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cairn.Tests.Sdk.Hosting;

public sealed class DiscoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_runs_all_workflows_and_activities_of_an_assembly()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddSingleton<Words>();
            services.AddCairn();
            services.AddCairnWorker("queue").AddDiscovered();
        });
        await host.StartAsync(Token);
        Assert.Equal("Hello, Ada!", await Hosts.GreetAsync(host.Services.GetRequiredService<ICairnClient>()));
        await host.StopAsync(Token);
    }

    [Fact]
    public void What_a_worker_has_otherwise_is_not_added_again()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddSingleton<Words>();
            services.AddCairn();
            services.AddCairnWorker("queue")
                .AddDiscovered(typeof(Greet).Assembly)
                .AddWorkflow<Greet>()
                .AddSingletonActivities<Greetings>();
        });
        var options = host.Services.GetRequiredService<IOptionsMonitor<CairnWorkerServiceOptions>>().Get("queue");
        Assert.Single(options.Workflows, workflow => workflow.Type == typeof(Greet));
        Assert.Single(options.Activities, activity => activity.Name == nameof(Greetings.Say));
        Assert.Contains(options.Activities, activity => activity.Name == nameof(Shared.Half));
    }

    [Fact]
    public void An_assembly_without_workflows_and_activities_is_refused()
    {
        var worker = new ServiceCollection().AddCairnWorker("queue");
        var refusal = Assert.Throws<ArgumentException>(() => worker.AddDiscovered(typeof(string).Assembly));
        Assert.Contains("has no workflow and no activity", refusal.Message, StringComparison.Ordinal);
    }

    public static class Shared
    {
        [Activity]
        public static int Half(int number) => number / 2;
    }
}
