using Cairn.Client;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>Runs the workflows and activities of one task queue. It can be run once.</summary>
public class CairnWorker : IDisposable
{
    private readonly WorkerScope scope;
    private readonly WorkerPlugins plugins;
    private readonly WorkflowWorker? workflows;
    private readonly ActivityWorker? activities;
    private readonly Lock sync = new();
    private bool isStarted;
    private bool isRunning;
    private bool isStopping;
    private bool isDisposed;

    /// <summary>Creates a worker; it does not poll yet.</summary>
    /// <param name="client">The client of the server.</param>
    /// <param name="options">The worker's options; later changes have no effect.</param>
    /// <exception cref="ArgumentException">The options are incomplete or contradictory.</exception>
    public CairnWorker(IWorkerClient client, CairnWorkerOptions options)
        : this(client, options, static scope => new WorkflowTaskHandler(scope))
    {
    }

    internal CairnWorker(
        IWorkerClient client, CairnWorkerOptions options, Func<WorkerScope, IWorkflowTaskHandler> newHandler)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        Options = (CairnWorkerOptions)options.Clone();
        plugins = WorkerPlugins.Of(Options, client);
        plugins.Configure(Options);
        if (client.Connection is CairnConnection { ReplaysEveryTask: true })
        {
            Options.MaxCachedWorkflows = 0;
        }

        WorkerOptionsCheck.Check(Options);
        scope = new(client, Options);
        activities = Options.Activities.Count > 0 && !Options.LocalActivityWorkerOnly ? new(scope) : null;
        workflows = Options.Workflows.Count > 0
            ? new(scope, newHandler(scope), new EagerActivities(scope, activities))
            : null;
    }

    /// <summary>The worker's options.</summary>
    public CairnWorkerOptions Options { get; }

    /// <summary>Whether its polls succeed.</summary>
    internal PollHealth PollHealth => scope.PollHealth;

    /// <summary>
    /// The client of the server. It can be replaced while the worker runs, for one with other credentials for instance:
    /// later calls use the new one, calls under way end with the former one. Task queue, identity, converters and
    /// interceptors stay as they are.
    /// </summary>
    /// <exception cref="ArgumentException">The new client is of another namespace.</exception>
    public IWorkerClient Client
    {
        get => scope.Client;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Options.Namespace != scope.Namespace)
            {
                throw new ArgumentException(
                    $"The client's Namespace is {value.Options.Namespace}, but the worker polls {scope.Namespace}: "
                    + "give a client of the same namespace, or make another worker",
                    nameof(value));
            }

            lock (sync)
            {
                LeaveConnection();
                scope.Client = value;
                JoinConnection();
            }
        }
    }

    /// <summary>Runs until the token is cancelled; then ends with <see cref="OperationCanceledException"/>.</summary>
    /// <exception cref="CairnException">The server rejects the worker for good.</exception>
    public Task ExecuteAsync(CancellationToken stoppingToken) =>
        ExecuteAsync(() => Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken), stoppingToken);

    /// <summary>Runs until the function ends, or until the token is cancelled.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="CairnException">The server rejects the worker for good.</exception>
    public Task ExecuteAsync(Func<Task> untilComplete, CancellationToken stoppingToken = default)
    {
        ArgumentNullException.ThrowIfNull(untilComplete);
        return ExecuteAsync(
            async () =>
            {
                await untilComplete().ConfigureAwait(false);
                return true;
            },
            stoppingToken);
    }

    /// <summary>Runs until the function ends, or until the token is cancelled.</summary>
    /// <returns>The result of the function.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="CairnException">The server rejects the worker for good.</exception>
    public Task<TResult> ExecuteAsync<TResult>(
        Func<Task<TResult>> untilComplete, CancellationToken stoppingToken = default)
    {
        ArgumentNullException.ThrowIfNull(untilComplete);
        return plugins.RunAsync(this, (worker, token) => worker.RunAsync(untilComplete, token), stoppingToken);
    }

    /// <summary>Frees the worker's resources; if it runs, when it has stopped.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the resources of a worker that has run or will not run.</summary>
    /// <param name="disposing">False if a finalizer calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        lock (sync)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
            if (isRunning)
            {
                return;
            }
        }

        Free();
    }

    private async Task<TResult> RunAsync<TResult>(Func<Task<TResult>> untilComplete, CancellationToken stoppingToken)
    {
        stoppingToken.ThrowIfCancellationRequested();
        Begin();
        WorkerLog.Started(scope.Logger, scope.TaskQueue);
        scope.WorkerMetrics.Started();
        using var stop = new CancellationTokenSource();
        var polls = StartPolls(stop.Token);
        try
        {
            var until = untilComplete();
            var first = await Task.WhenAny([until, .. polls]).WaitAsync(stoppingToken).ConfigureAwait(false);
            if (first != until && first.Exception is { } ended)
            {
                // The caller may observe the returned task later, or never.
                WorkerLog.Ended(scope.Logger, scope.TaskQueue, ended.InnerException!);
            }

            await first.ConfigureAwait(false);
            return await until.ConfigureAwait(false);
        }
        finally
        {
            WorkerLog.Stopping(scope.Logger, scope.TaskQueue);
            lock (sync)
            {
                isStopping = true;
                LeaveConnection();
            }

            await stop.CancelAsync().ConfigureAwait(false);
            await StopAsync(polls).ConfigureAwait(false);
            End();
        }
    }

    private void Begin()
    {
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (isStarted)
            {
                throw new InvalidOperationException("Already started");
            }

            isStarted = isRunning = true;
            JoinConnection();
        }
    }

    private void End()
    {
        lock (sync)
        {
            isRunning = false;
            if (!isDisposed)
            {
                return;
            }
        }

        Free();
    }

    // Workflows that are started over the worker's connection can then begin here.
    private void JoinConnection()
    {
        if (workflows is not null && isRunning && !isStopping)
        {
            (scope.Client.Connection as CairnConnection)?.EagerWorkflows.Add(workflows);
        }
    }

    private void LeaveConnection()
    {
        if (workflows is not null)
        {
            (scope.Client.Connection as CairnConnection)?.EagerWorkflows.Remove(workflows);
        }
    }

    private void Free()
    {
        workflows?.Dispose();
        activities?.Dispose();
    }

    // On the pool, so that the loops inherit neither the caller's scheduler nor its async locals.
    private Task[] StartPolls(CancellationToken stop)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return
            [
                .. (workflows?.Pollers ?? []).Concat(activities?.Pollers ?? [])
                    .Select(poller => Task.Run(() => poller.RunAsync(stop), CancellationToken.None)),
            ];
        }
    }

    private async Task StopAsync(Task[] polls)
    {
        await Task.WhenAll(polls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (workflows is not null)
        {
            await workflows.StopAsync().ConfigureAwait(false);
            await TellShutdownAsync().ConfigureAwait(false);
        }

        if (activities is not null)
        {
            await activities.StopAsync().ConfigureAwait(false);
        }
    }

    // Tasks on the sticky queue then move to other workers at once, instead of after its timeout.
    private async Task TellShutdownAsync()
    {
        try
        {
            await Client.Connection.WorkflowService.ShutdownWorkerAsync(new()
            {
                Namespace = scope.Namespace,
                StickyTaskQueue = scope.StickyQueue ?? string.Empty,
                TaskQueue = scope.TaskQueue,
                Identity = scope.Identity,
                WorkerInstanceKey = scope.InstanceKey,
                Reason = "graceful shutdown",
            }).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The server notices it after a timeout.
            WorkerLog.ShutdownNotTold(scope.Logger, e);
        }
    }
}
