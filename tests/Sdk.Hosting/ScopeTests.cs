using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Worker.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>The scope of an activity, and what a worker of a host is configured with.</summary>
public sealed class ScopeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_activity_sees_its_scope_and_its_instance()
    {
        using var host = Build(builder => builder.AddScopedActivities<Seeing>());
        Assert.Equal("own scope, own instance", await RunAsync(host));
        Assert.Null(ActivityScope.ServiceScope);
        Assert.Null(ActivityScope.ScopedInstance);
    }

    [Fact]
    public async Task A_scope_and_an_instance_that_an_interceptor_sets_are_used_and_left_to_it()
    {
        var interceptor = new Scoping();
        using var host = Build(builder => builder.AddScopedActivities<Seeing>()
            .ConfigureOptions(options => options.Interceptors = [interceptor]));
        interceptor.Provider = host.Services;

        Assert.Equal("own scope, own instance", await RunAsync(host));
        Assert.Equal(1, interceptor.Instance!.Calls);
        Assert.False(interceptor.WasDisposedEarly);
    }

    [Fact]
    public async Task An_interceptor_reaches_the_services_of_the_attempt_before_and_after_the_activity()
    {
        var interceptor = new Looking();
        using var host = Build(builder => builder.AddScopedActivities<Seeing>()
            .ConfigureOptions(options => options.Interceptors = [interceptor]));

        Assert.Equal("own scope, own instance", await RunAsync(host));
        Assert.Same(interceptor.Before, interceptor.After);
        Assert.False(interceptor.WasDisposedEarly);
        Assert.True(interceptor.Before!.IsDisposed);
    }

    [Fact]
    public async Task A_synchronous_activity_may_have_services_that_are_disposed_asynchronously()
    {
        using var host = Build(builder =>
        {
            builder.Services.AddScoped<AsyncResource>();
            builder.AddScopedActivities<Synchronous>();
        });
        Assert.Equal("looked", await RunAsync(host));
        Assert.Equal(1, AsyncResource.Disposed);
    }

    [Fact]
    public async Task Activities_of_a_class_that_the_container_knows_are_applied_without_registration()
    {
        using var host = Build(builder =>
        {
            builder.Services.AddSingleton(new Seeing(new Resource()) { Name = "registered" });
            builder.ApplyCairnActivities<Seeing>();
        });
        Assert.Equal("registered", await RunAsync(host));
    }

    [Fact]
    public async Task Activities_of_an_instance_are_added_by_its_type()
    {
        var instance = new Seeing(new Resource()) { Name = "given" };
        using var host = Build(builder => builder.AddActivitiesInstance(instance.GetType(), instance));
        Assert.Equal("given", await RunAsync(host));
    }

    [Fact]
    public async Task Each_step_has_a_scope_of_its_own_that_ends_with_it()
    {
        StepServices.Seen.Clear();
        using var host = Build(builder => builder.AddWorkflow<StepServices>());
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<ICairnClient>();
        await client.ExecuteWorkflowAsync((StepServices w) => w.RunAsync(), new("steps", "queue"))
            .WaitAsync(TimeSpan.FromMinutes(1), Token);
        await host.StopAsync(Token);
        Assert.Equal(2, StepServices.Seen.Distinct().Count());
        Assert.All(StepServices.Seen, resource => Assert.True(resource.IsDisposed));
    }

    [Fact]
    public void Options_that_are_configured_twice_are_refused_if_that_is_disallowed()
    {
        var services = new ServiceCollection();
        services.AddHostedCairnWorker("other").ConfigureOptions(_ => { }, disallowDuplicates: true);
        var builder = services.AddHostedCairnWorker("queue").ConfigureOptions(_ => { }, disallowDuplicates: true);

        builder.ConfigureOptions(_ => { });
        var refusal = Assert.Throws<InvalidOperationException>(
            () => builder.ConfigureOptions(disallowDuplicates: true));
        Assert.Contains("task queue 'queue' has options already", refusal.Message, StringComparison.Ordinal);
    }

    private static IHost Build(Action<ICairnWorkerServiceOptionsBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddScoped<Resource>();
        builder.Services.AddCairn();
        configure(builder.Services.AddHostedCairnWorker("queue").AddWorkflow<See>());
        return builder.Build();
    }

    private static async Task<string> RunAsync(IHost host)
    {
        await host.StartAsync(Token);
        var result = await host.Services.GetRequiredService<ICairnClient>()
            .ExecuteWorkflowAsync((See w) => w.RunAsync(), new("w", "queue"));
        await host.StopAsync(Token);
        return result;
    }

    private sealed class Scoping : IWorkerInterceptor
    {
        public IServiceProvider Provider { get; set; } = null!;

        public Seeing? Instance { get; set; }

        public bool WasDisposedEarly { get; set; }

        public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) =>
            new Inbound(this, nextInterceptor);

        private sealed class Inbound(Scoping scoping, ActivityInboundInterceptor next)
            : ActivityInboundInterceptor(next)
        {
            public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
            {
                await using var scope = scoping.Provider.CreateAsyncScope();
                ActivityScope.ServiceScope = scope;
                scoping.Instance = scope.ServiceProvider.GetRequiredService<Seeing>();
                ActivityScope.ScopedInstance = scoping.Instance;
                var result = await base.ExecuteActivityAsync(input);
                scoping.WasDisposedEarly = scoping.Instance.Resource.IsDisposed;
                return result;
            }
        }
    }

    private sealed class AsyncResource : IAsyncDisposable
    {
        public static int Disposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            Disposed++;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Synchronous(AsyncResource resource)
    {
        [Activity]
        public string Look() => resource is null ? "nothing" : "looked";
    }

    private sealed class Looking : IWorkerInterceptor
    {
        public Resource? Before { get; set; }

        public Resource? After { get; set; }

        public bool WasDisposedEarly { get; set; }

        public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) =>
            new Inbound(this, nextInterceptor);

        private sealed class Inbound(Looking looking, ActivityInboundInterceptor next)
            : ActivityInboundInterceptor(next)
        {
            public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
            {
                looking.Before = input.Services!.GetRequiredService<Resource>();
                var result = await base.ExecuteActivityAsync(input);
                looking.After = ActivityScope.ServiceScope!.ServiceProvider.GetRequiredService<Resource>();
                looking.WasDisposedEarly = looking.After.IsDisposed;
                return result;
            }
        }
    }
}
