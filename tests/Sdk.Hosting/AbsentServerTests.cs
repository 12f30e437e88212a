using System.Net;
using System.Net.Sockets;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Hosts whose server is away or never answers when they start, and stop.</summary>
public sealed class AbsentServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task The_log_says_once_that_a_server_is_away_and_once_that_it_was_reached()
    {
        var log = new ScopedLog();
        await using var server = await TestServer.StartAsync();
        await server.CloseAsync();
        using var host = Hosts.Build(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddSingleton<Words>();
            services.AddCairnClient(server.Target);
            services.AddCairnWorker("queue").AddWorkflow<Greet>().AddScopedActivities<Greetings>();
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        await log.SeeAsync("cannot reach its server");
        var worker = host.Services.GetServices<IHostedService>().OfType<CairnWorkerService>().Single();
        Assert.Equal(WorkerPhase.Connecting, worker.Phase);

        await server.OpenAsync();
        Assert.Equal(
            "Hello, Ada!", await Hosts.GreetAsync(host.Services.GetRequiredService<ICairnClient>()));
        await host.StopAsync(Token);

        var lines = log.Lines.Select(line => line.Text)
            .Where(text => text.Contains("its server", StringComparison.Ordinal)).ToArray();
        Assert.StartsWith(
            $"The worker of queue cannot reach its server {server.Target} and tries again every 00:00:01. Unavail",
            lines[0],
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"The worker of queue has reached its server {server.Target} after 00:0",
            lines[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_server_stays_away_the_log_says_so_more_and_more_rarely()
    {
        var log = new ScopedLog();
        var time = new LeapingTime();
        using var host = Hosts.Build(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddCairnClient("127.0.0.1:1").Configure(options =>
            {
                options.TimeProvider = time;
                options.RpcRetry.MaxRetries = 0;
            });
            services.AddCairnWorker("queue").AddWorkflow<Greet>();
        });
        await host.StartAsync(Token);
        await time.PassedAsync(TimeSpan.FromHours(1));
        await host.StopAsync(Token);

        // At 0, 10, 20, 40, 80, ... 640 s, and then every 10 minutes.
        Assert.InRange(
            log.Lines.Count(line => line.Text.Contains("cannot reach", StringComparison.Ordinal)), 8, 15);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(WorkerStartup.RetryInBackground)]
    [InlineData(WorkerStartup.FailFast)]
    public async Task A_host_stops_at_once_while_its_worker_waits_for_a_server_that_never_answers(
        WorkerStartup startup)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var time = new StoppedTime();
        using var host = Hosts.Build(services =>
        {
            services.AddCairnClient($"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}")
                .Configure(options => options.TimeProvider = time);
            services.AddCairnWorker("queue").AddWorkflow<Greet>()
                .ConfigureOptions(options => options.Startup = startup);
        });
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var starting = host.StartAsync(TestContext.Current.CancellationToken);
        using var connection = await silent.AcceptTcpClientAsync(Token);
        lifetime.StopApplication();
        if (startup == WorkerStartup.FailFast)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        }
        else
        {
            await starting;
        }

        await host.StopAsync(Token);
    }

    /// <summary>A clock of which each wait is over at once.</summary>
    private sealed class LeapingTime : TimeProvider
    {
        private readonly DateTimeOffset start = DateTimeOffset.UnixEpoch;
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long ticks;
        private long wanted = long.MaxValue;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref ticks));

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public Task PassedAsync(TimeSpan time)
        {
            Interlocked.Exchange(ref wanted, time.Ticks);
            return done.Task.WaitAsync(TimeSpan.FromMinutes(1), Token);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            // Only the pauses between attempts: the limits of calls are longer.
            if (dueTime != TimeSpan.FromSeconds(1))
            {
                return System.CreateTimer(callback, state, dueTime, period);
            }

            if (Interlocked.Add(ref ticks, dueTime.Ticks) >= Interlocked.Read(ref wanted))
            {
                done.TrySetResult();
            }

            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A clock of which no wait ends.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
