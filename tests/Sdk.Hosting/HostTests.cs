using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cairn.Tests.Sdk.Hosting;

public sealed class HostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_its_client_and_a_worker_live_in_one_host()
    {
        using var host = Build(services =>
        {
            services.AddSingleton<Words>();
            services.AddCairn();
            services.AddHostedCairnWorker("queue").AddWorkflow<Greet>().AddScopedActivities<Greetings>();
        });
        await host.StartAsync(Token);

        Assert.Equal("Hello, Ada!", await GreetAsync(host));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_client_and_a_worker_reach_a_server_by_the_options_of_the_host()
    {
        await using var server = await TestServer.StartAsync();
        using var host = Build(services =>
        {
            services.AddSingleton<Words>();
            services.AddCairnClient(server.Target).Configure(options => options.Identity = "me");
            services.AddHostedCairnWorker("queue").AddWorkflow<Greet>();
            services.AddHostedCairnWorker("queue").AddTransientActivities<Greetings>();
        });
        await host.StartAsync(Token);

        Assert.Equal("Hello, Ada!", await GreetAsync(host));
        Assert.Equal("me", host.Services.GetRequiredService<ICairnClient>().Connection.Options.Identity);
        Assert.Single(host.Services.GetServices<IHostedService>().OfType<CairnWorkerService>());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_worker_may_have_a_client_of_its_own_and_wait_for_its_server()
    {
        await using var server = await TestServer.StartAsync();
        await server.CloseAsync();
        using var host = Build(services =>
        {
            services.AddSingleton<Words>();
            services.AddHostedCairnWorker(server.Target, "default", "queue")
                .AddWorkflow<Greet>().AddSingletonActivities<Greetings>();
        });
        await host.StartAsync(Token);
        await server.OpenAsync();

        var client = await CairnClient.ConnectAsync(new(server.Target));
        using var connection = (CairnConnection)client.Connection;
        var result = await client.ExecuteWorkflowAsync((Greet w) => w.RunAsync("Ada"), new("w", "queue"));

        Assert.Equal("Hello, Ada!", result);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Each_attempt_of_a_scoped_activity_has_a_scope_that_ends_with_it()
    {
        var words = new Words();
        using var host = Build(services =>
        {
            services.AddSingleton(words);
            services.AddScoped<Ending>();
            services.AddCairn();
            services.AddHostedCairnWorker("queue").AddWorkflow<Greet>().AddScopedActivities<ScopedGreetings>();
        });
        await host.StartAsync(Token);

        Assert.Equal("Hello, Ada!", await GreetAsync(host, "a"));
        Assert.Equal("Hello, Ada!", await GreetAsync(host, "b"));
        Assert.Equal(["said", "ended", "said", "ended"], words.Log);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_worker_without_a_client_stops_its_host_and_says_what_is_missing()
    {
        using var host = Build(services => services.AddHostedCairnWorker("queue").AddWorkflow<Greet>());
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Contains("queue has no client: call AddCairnClient", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_activity_that_overrides_one_without_its_attribute_is_refused_with_both_names()
    {
        using var host = Build(services => services.AddHostedCairnWorker("queue").AddScopedActivities<Derived>());
        var refusal = Assert.Throws<CairnException>(() => host.Services.GetServices<IHostedService>().ToArray());
        Assert.Contains($"{typeof(Base)}.Act", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{typeof(Derived)}.Act", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_activities_of_one_name_stop_the_host_by_both_names()
    {
        using var host = Build(services =>
        {
            services.AddSingleton<Words>();
            services.AddCairn();
            services.AddHostedCairnWorker("queue").AddStaticActivities<Same>().AddStaticActivities<SameAgain>();
        });
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(
            $"Cairn:Workers:queue: Duplicate activity named same: {typeof(Same)}.Act and {typeof(SameAgain)}.Act",
            refusal.Message);
    }

    [Fact]
    public void The_client_of_an_engine_is_there_when_the_host_has_started()
    {
        using var host = Build(services => services.AddCairn());
        Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<ICairnClient>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_engine_without_a_log_of_its_own_logs_where_its_host_does(bool hasOptions)
    {
        using var host = Build(services =>
            services.AddLogging().AddCairn(hasOptions ? new() { Namespace = "other" } : null));
        await host.StartAsync(Token);

        Assert.Same(
            host.Services.GetRequiredService<ILoggerFactory>(),
            host.Services.GetRequiredService<ICairnClient>().Options.LoggerFactory);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task An_engine_with_a_log_of_its_own_keeps_it()
    {
        using var own = new LoggerFactory();
        using var host = Build(services => services.AddLogging().AddCairn(new() { LoggerFactory = own }));
        await host.StartAsync(Token);

        Assert.Same(own, host.Services.GetRequiredService<ICairnClient>().Options.LoggerFactory);
        await host.StopAsync(Token);
    }

    [Fact]
    public void A_second_client_is_refused()
    {
        var services = new ServiceCollection().AddCairn();
        Assert.Throws<InvalidOperationException>(() => services.AddCairn());
        Assert.Throws<InvalidOperationException>(() => services.AddCairnClient());
        Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddCairnClient("a:1").Services.AddCairn());
    }

    private class Base
    {
        [Activity]
        public virtual void Act()
        {
        }
    }

    private sealed class Derived : Base
    {
        public override void Act()
        {
        }
    }

    private sealed class Same
    {
        [Activity("same")]
        public static void Act()
        {
        }
    }

    private sealed class SameAgain
    {
        [Activity("same")]
        public static void Act()
        {
        }
    }

    // Private: generated code does not see it, so that AddDiscovered does not find a second activity named Say.
    private sealed class ScopedGreetings(Words words, Ending ending)
    {
        [Activity]
        public async Task<string> SayAsync(string name)
        {
            await Task.Yield();
            words.Log.Add("said");
            return ending.IsOver ? "too late" : $"{words.Hello}, {name}!";
        }
    }

    private static IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        configure(builder.Services);
        return builder.Build();
    }

    private static Task<string> GreetAsync(IHost host, string id = "w") =>
        host.Services.GetRequiredService<ICairnClient>()
            .ExecuteWorkflowAsync((Greet w) => w.RunAsync("Ada"), new(id, "queue"));
}
