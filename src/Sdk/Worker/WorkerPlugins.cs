using Cairn.Common;

namespace Cairn.Worker;

/// <summary>The plugins of a worker or a replayer: the client's first, as the outermost.</summary>
/// <param name="plugins">The plugins.</param>
internal sealed class WorkerPlugins(IReadOnlyList<ICairnWorkerPlugin> plugins)
{
    /// <summary>The plugins of a worker.</summary>
    /// <exception cref="ArgumentException">One is given twice.</exception>
    public static WorkerPlugins Of(CairnWorkerOptions options, IWorkerClient client)
    {
        OptionValues.NoneNull(options.Plugins);
        var ofClient = (client.Options.Plugins ?? []).OfType<ICairnWorkerPlugin>().ToList();
        if (options.Plugins?.FirstOrDefault(ofClient.Contains) is { } twice)
        {
            throw new ArgumentException(
                $"Plugins of the worker holds {twice.Name}, which is a plugin of the client already: leave it out here",
                nameof(options));
        }

        return new([.. ofClient, .. options.Plugins ?? []]);
    }

    /// <summary>The plugins of a replayer.</summary>
    public static WorkerPlugins Of(WorkflowReplayerOptions options)
    {
        OptionValues.NoneNull(options.Plugins);
        return new([.. options.Plugins ?? []]);
    }

    /// <summary>Lets them change the options of a worker.</summary>
    public void Configure(CairnWorkerOptions options)
    {
        foreach (var plugin in plugins)
        {
            plugin.ConfigureWorker(options);
        }
    }

    /// <summary>Lets them change the options of a replayer.</summary>
    public void Configure(WorkflowReplayerOptions options)
    {
        foreach (var plugin in plugins)
        {
            plugin.ConfigureReplayer(options);
        }
    }

    /// <summary>Runs a worker.</summary>
    public Task<TResult> RunAsync<TResult>(
        CairnWorker worker, Func<CairnWorker, CancellationToken, Task<TResult>> run, CancellationToken stoppingToken)
    {
        foreach (var plugin in plugins.Reverse())
        {
            var next = run;
            run = (given, token) => plugin.RunWorkerAsync(given, next, token);
        }

        return run(worker, stoppingToken);
    }

    /// <summary>Replays a list of histories.</summary>
    public Task<IEnumerable<WorkflowReplayResult>> ReplayAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, CancellationToken, Task<IEnumerable<WorkflowReplayResult>>> replay,
        CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins.Reverse())
        {
            var next = replay;
            replay = (given, token) => plugin.ReplayWorkflowsAsync(given, next, token);
        }

        return replay(replayer, cancellationToken);
    }

    /// <summary>Replays histories as they arrive.</summary>
    public IAsyncEnumerable<WorkflowReplayResult> Replay(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, IAsyncEnumerable<WorkflowReplayResult>> replay,
        CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins.Reverse())
        {
            var next = replay;
            replay = given => plugin.ReplayWorkflowsAsync(given, next, cancellationToken);
        }

        return replay(replayer);
    }
}
