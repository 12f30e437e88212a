using Cairn.Client;
using Cairn.Worker;

namespace Cairn.Common;

/// <summary>A plugin of clients and workers that adds what its options say.</summary>
public class SimplePlugin : ICairnClientPlugin, ICairnWorkerPlugin
{
    /// <summary>Creates a plugin.</summary>
    /// <param name="name">The name, which errors show.</param>
    /// <param name="options">What it adds; null means nothing.</param>
    public SimplePlugin(string name, SimplePluginOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Options = (SimplePluginOptions?)options?.Clone() ?? new();
    }

    /// <summary>What it adds.</summary>
    public SimplePluginOptions Options { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public virtual void ConfigureClient(CairnClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.DataConverter = Replaced(options.DataConverter, Options.DataConverterOption);
        options.Interceptors = Extended(options.Interceptors, Options.ClientInterceptorsOption);
    }

    /// <inheritdoc/>
    public virtual Task<CairnConnection> ConnectAsync(
        CairnClientConnectOptions options, Func<CairnClientConnectOptions, Task<CairnConnection>> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return continuation(options);
    }

    /// <inheritdoc/>
    public virtual void ConfigureWorker(CairnWorkerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Add(options.Activities, Options.Activities);
        Add(options.Workflows, Options.Workflows);
        options.Interceptors = Extended(options.Interceptors, Options.WorkerInterceptorsOption);
        options.WorkflowFailureExceptionTypes = Extended(
            options.WorkflowFailureExceptionTypes, Options.WorkflowFailureExceptionTypesOption);
    }

    /// <inheritdoc/>
    public virtual Task<TResult> RunWorkerAsync<TResult>(
        CairnWorker worker,
        Func<CairnWorker, CancellationToken, Task<TResult>> continuation,
        CancellationToken stoppingToken)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return InContextAsync(() => continuation(worker, stoppingToken));
    }

    /// <inheritdoc/>
    public virtual void ConfigureReplayer(WorkflowReplayerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.DataConverter = Replaced(options.DataConverter, Options.DataConverterOption);
        Add(options.Workflows, Options.Workflows);
        options.Interceptors = Extended(options.Interceptors, Options.WorkerInterceptorsOption);
        options.WorkflowFailureExceptionTypes = Extended(
            options.WorkflowFailureExceptionTypes, Options.WorkflowFailureExceptionTypesOption);
    }

    /// <inheritdoc/>
    public virtual Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, CancellationToken, Task<IEnumerable<WorkflowReplayResult>>> continuation,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return InContextAsync(() => continuation(replayer, cancellationToken));
    }

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, IAsyncEnumerable<WorkflowReplayResult>> continuation,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return InContextAsync(() => continuation(replayer));
    }

    private static T Replaced<T>(T existing, SimplePluginOptions.SimplePluginOption<T>? option)
        where T : class =>
        option is null ? existing : option.Configurable?.Invoke(existing) ?? option.Constant ?? existing;

    private static IReadOnlyCollection<T>? Extended<T>(
        IReadOnlyCollection<T>? existing, SimplePluginOptions.SimplePluginOption<IReadOnlyCollection<T>?>? option) =>
        option is null ? existing
            : option.Configurable is { } change ? change(existing)
            : [.. existing ?? [], .. option.Constant ?? []];

    private static void Add<T>(IList<T> existing, IList<T> more)
    {
        foreach (var one in more)
        {
            existing.Add(one);
        }
    }

    private async Task<T> InContextAsync<T>(Func<Task<T>> run)
    {
        await BeforeAsync().ConfigureAwait(false);
        try
        {
            return await run().ConfigureAwait(false);
        }
        finally
        {
            await AfterAsync().ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<T> InContextAsync<T>(Func<IAsyncEnumerable<T>> run)
    {
        await BeforeAsync().ConfigureAwait(false);
        try
        {
            await foreach (var one in run().ConfigureAwait(false))
            {
                yield return one;
            }
        }
        finally
        {
            await AfterAsync().ConfigureAwait(false);
        }
    }

    private Task BeforeAsync() => Options.RunContextBefore?.Invoke() ?? Task.CompletedTask;

    private Task AfterAsync() => Options.RunContextAfter?.Invoke() ?? Task.CompletedTask;
}
