using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Extensions.Hosting;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Activities that the container cannot create, for good or for a moment.</summary>
public sealed class ContainerErrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task A_constructor_that_throws_fails_its_attempt_and_the_next_one_tries_again(ServiceLifetime lifetime)
    {
        var moods = new Moods();
        using var host = Hosts.Build(services =>
        {
            services.AddSingleton(moods);
            services.Add(new(typeof(Moody), typeof(Moody), lifetime));
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Trying>().ApplyCairnActivities<Moody>();
        });
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<ICairnClient>();
        var result = await client.ExecuteWorkflowAsync((Trying trying) => trying.RunAsync(2), new("w", "queue"))
            .WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal("at last", result);

        moods.Left = 1;
        if (lifetime != ServiceLifetime.Singleton)
        {
            var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => client
                .ExecuteWorkflowAsync((Trying trying) => trying.RunAsync(1), new("w2", "queue"))
                .WaitAsync(TimeSpan.FromMinutes(1), Token));
            Assert.Equal("Not now.", failure.InnerException!.InnerException!.Message);
        }

        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_service_that_an_activity_needs_and_the_host_does_not_have_stops_it()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Trying>().AddScopedActivities<Moody>();
        });
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(
            $"Cairn:Workers:queue: {typeof(Moody)} cannot be created for its activities, because the host has no "
            + $"service {typeof(Moods)}: register it",
            refusal.Message);
    }

    [Fact]
    public async Task A_class_of_activities_that_is_applied_but_not_registered_stops_the_host()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Trying>().ApplyCairnActivities<Moody>();
        });
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(
            $"Cairn:Workers:queue: The activities of {typeof(Moody)} run on an instance of it, but the host has no "
            + "such service: register it",
            refusal.Message);
    }

    [Fact]
    public async Task Factories_defaults_keys_and_static_activities_need_no_registration()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddScoped(_ => new Moody(new()));
            services.AddKeyedSingleton("k", new Moods());
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Trying>()
                .AddScopedActivities<Moody>().AddScopedActivities<Easy>();
        });
        await host.StartAsync(Token);
        await host.StopAsync(Token);
    }

    [Workflow]
    private sealed class Trying
    {
        [WorkflowRun]
        public Task<string> RunAsync(int attempts) => Workflow.ExecuteActivityAsync(
            (Moody moody) => moody.Say(),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1), MaximumAttempts = attempts },
            });
    }

    private sealed class Moods
    {
        public int Left { get; set; } = 1;
    }

    private sealed class Moody
    {
        public Moody(Moods moods)
        {
            ArgumentNullException.ThrowIfNull(moods);
            if (moods.Left-- > 0)
            {
                throw new InvalidOperationException("Not now.");
            }
        }

        [Activity]
        public string Say() => "at last";
    }

    private sealed class Easy([FromKeyedServices("k")] Moods moods, int number = 7)
    {
        [Activity]
        public static string Greet() => "hello";

        [Activity]
        public string Count() => $"{number}{moods.Left}";
    }
}
