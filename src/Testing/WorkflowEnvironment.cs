using Cairn.Client;
using Cairn.Common.EnvConfig;
using Cairn.Exceptions;
using Cairn.Testing.Faults;
using Cairn.Testing.TimeSkipping;
using Cairn.Worker;
using Microsoft.Extensions.Logging;

namespace Cairn.Testing;

/// <summary>
/// A server for tests in this process, with its client. Environments share nothing, so tests run in parallel. Workers
/// and clients use <see cref="Client"/> as they use any other.
/// </summary>
public class WorkflowEnvironment : IAsyncDisposable
{
    private readonly TestEngine? engine;
    private readonly bool skipsTime;
    private IDisposable? connection;

    /// <summary>Creates an environment over the server of a client, in real time.</summary>
    /// <param name="client">The client; disposing the environment leaves it as it is.</param>
    public WorkflowEnvironment(ICairnClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
        Logger = client.Options.LoggerFactory.CreateLogger<WorkflowEnvironment>();
    }

    private WorkflowEnvironment(TestEngine engine, bool skipsTime)
        : this(engine.Client)
    {
        this.engine = engine;
        this.skipsTime = skipsTime;
    }

    /// <summary>The client of the environment, for tests and workers.</summary>
    public ICairnClient Client { get; protected init; }

    /// <summary>Whether the environment can move its clock forward.</summary>
    public virtual bool SupportsTimeSkipping => skipsTime;

    /// <summary>The log of the client.</summary>
    protected ILogger<WorkflowEnvironment> Logger { get; private init; }

    /// <summary>
    /// Connects to the server that the environment variables and the file of <see cref="ClientEnvConfig"/> name, in
    /// real time. The server is left as it is when the environment ends.
    /// </summary>
    /// <param name="profileLoadOptions">Which profile; null means the defaults.</param>
    /// <exception cref="InvalidOperationException">The file or a variable is not valid, or there is no such profile.
    /// </exception>
    /// <exception cref="ArgumentException">No address is named.</exception>
    /// <exception cref="RpcException">The server cannot be reached.</exception>
    public static async Task<WorkflowEnvironment> CreateFromEnvConfigAsync(
        ClientEnvConfig.ProfileLoadOptions? profileLoadOptions = null)
    {
        var client = await CairnClient.ConnectAsync(ClientEnvConfig.LoadClientConnectOptions(profileLoadOptions))
            .ConfigureAwait(false);
        return new(client) { connection = client.Connection as IDisposable };
    }

    /// <summary>Starts the engine in this process, in real time.</summary>
    /// <param name="options">The options; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The port of the target is in use.</exception>
    public static async Task<WorkflowEnvironment> StartLocalAsync(WorkflowEnvironmentStartLocalOptions? options = null)
    {
        var chosen = (WorkflowEnvironmentStartLocalOptions)(options ?? new()).Clone();
        return new(
            await TestEngine.StartAsync(new()
            {
                Client = chosen,
                SkipsTime = false,
                DatabaseFilename = chosen.DevServerOptions.DatabaseFilename,
                SearchAttributes = chosen.SearchAttributes ?? [],
                ThrowOnWorkflowTaskFailure = chosen.ThrowOnWorkflowTaskFailure,
                ReplayEveryWorkflowTask = chosen.ReplayEveryWorkflowTask,
            }).ConfigureAwait(false),
            skipsTime: false);
    }

    /// <summary>
    /// Starts the engine in this process, in memory, with a clock that jumps to the next timer or timeout while the
    /// test waits for a result and nothing else can go on. While a task of a workflow, an activity or a request runs,
    /// the clock runs as the machine's does.
    /// </summary>
    /// <param name="options">The options; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The port of the target is in use.</exception>
    public static Task<WorkflowEnvironment> StartTimeSkippingAsync(
        WorkflowEnvironmentStartTimeSkippingOptions? options = null) => StartFaultyAsync(options ?? new(), null);

    /// <summary>Starts an environment whose calls have faults.</summary>
    internal static async Task<WorkflowEnvironment> StartFaultyAsync(
        WorkflowEnvironmentStartTimeSkippingOptions options, CallFaults? faults)
    {
        var chosen = (WorkflowEnvironmentStartTimeSkippingOptions)options.Clone();
        chosen.ThrowIfInvalid();
        return new(
            await TestEngine.StartAsync(new()
            {
                Client = chosen,
                SkipsTime = true,
                SearchAttributes = chosen.SearchAttributes ?? [],
                IdleTimeout = chosen.BoundedIdleTimeout,
                SkipLimit = chosen.SkipLimit,
                ThrowOnWorkflowTaskFailure = chosen.ThrowOnWorkflowTaskFailure,
                ReplayEveryWorkflowTask = chosen.ReplayEveryWorkflowTask,
                Faults = faults,
            }).ConfigureAwait(false),
            skipsTime: true);
    }

    /// <summary>Starts a worker on the environment's client; dispose it before the environment.</summary>
    /// <param name="taskQueue">The task queue that it works for.</param>
    /// <param name="configure">Sets the workflows and activities of the worker, and its options.</param>
    /// <exception cref="ArgumentException">
    /// There are no workflows and activities, or the options contradict each other.
    /// </exception>
    /// <exception cref="RpcException">The server cannot be reached.</exception>
    public async Task<TestWorker> StartWorkerAsync(string taskQueue, Action<CairnWorkerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CairnWorkerOptions(taskQueue);
        configure(options);
        var worker = new CairnWorker(Client, options);
        await Client.Connection.ConnectAsync().ConfigureAwait(false);
        return new(worker);
    }

    /// <summary>Lets time pass; see <see cref="DelayAsync(TimeSpan, CancellationToken?)"/>.</summary>
    /// <param name="millisecondsDelay">How long, in milliseconds, 0 or more.</param>
    /// <param name="cancellationToken">Ends the call early; null means it cannot be.</param>
    public Task DelayAsync(int millisecondsDelay, CancellationToken? cancellationToken = null) =>
        DelayAsync(TimeSpan.FromMilliseconds(millisecondsDelay), cancellationToken);

    /// <summary>
    /// Lets time pass. If the environment skips time, the clock moves forward step by step, from one timer to the next,
    /// and the call ends when all that fell due was done. While an activity runs, time passes as the machine's does.
    /// </summary>
    /// <param name="delay">How long, 0 or more.</param>
    /// <param name="cancellationToken">Ends the call early; null means it cannot be.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public virtual async Task DelayAsync(TimeSpan delay, CancellationToken? cancellationToken = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        var token = cancellationToken ?? CancellationToken.None;
        if (engine is null || !SupportsTimeSkipping)
        {
            await Task.Delay(delay, token).ConfigureAwait(false);
            return;
        }

        var wait = new Wait(null, delay);
        engine.Skipper.Add(wait);
        try
        {
            if (await wait.Over.WaitAsync(token).ConfigureAwait(false) is { } error)
            {
                throw error;
            }
        }
        finally
        {
            engine.Skipper.Remove(wait);
        }
    }

    /// <summary>The time of the environment, in UTC.</summary>
    public virtual Task<DateTime> GetCurrentTimeAsync() =>
        Task.FromResult(engine?.Now.UtcDateTime ?? DateTime.UtcNow);

    /// <summary>Runs code while waiting for results skips no time.</summary>
    /// <param name="func">The code.</param>
    public void WithAutoTimeSkippingDisabled(Action func)
    {
        ArgumentNullException.ThrowIfNull(func);
        WithAutoTimeSkippingDisabled(() =>
        {
            func();
            return true;
        });
    }

    /// <summary>Runs code while waiting for results skips no time.</summary>
    /// <param name="func">The code.</param>
    public T WithAutoTimeSkippingDisabled<T>(Func<T> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        engine?.Skipper.Disable();
        try
        {
            return func();
        }
        finally
        {
            engine?.Skipper.Enable();
        }
    }

    /// <summary>Runs code while waiting for results skips no time.</summary>
    /// <param name="func">The code.</param>
    public Task WithAutoTimeSkippingDisabledAsync(Func<Task> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return WithAutoTimeSkippingDisabledAsync(async () =>
        {
            await func().ConfigureAwait(true);
            return true;
        });
    }

    /// <summary>Runs code while waiting for results skips no time.</summary>
    /// <param name="func">The code.</param>
    public virtual async Task<T> WithAutoTimeSkippingDisabledAsync<T>(Func<Task<T>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        engine?.Skipper.Disable();
        try
        {
            return await func().ConfigureAwait(false);
        }
        finally
        {
            engine?.Skipper.Enable();
        }
    }

    /// <summary>Ends the environment: workers that still use its client fail. A second call does nothing.</summary>
    public virtual Task ShutdownAsync()
    {
        connection?.Dispose();
        return engine is null
            ? Task.CompletedTask
            : Task.Run(async () => await engine.DisposeAsync().ConfigureAwait(false));
    }

    /// <summary>Ends the environment, as <see cref="ShutdownAsync"/> does.</summary>
    public async ValueTask DisposeAsync()
    {
        await ShutdownAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
