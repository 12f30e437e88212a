namespace Cairn.Worker;

/// <summary>Changes the options of workers and replayers, and surrounds their runs.</summary>
public interface ICairnWorkerPlugin
{
    /// <summary>The name, which errors show.</summary>
    string Name { get; }

    /// <summary>Changes the options of a worker that is created. Plugins are called in the order of the list.</summary>
    /// <param name="options">A copy of the options, which may be changed.</param>
    void ConfigureWorker(CairnWorkerOptions options);

    /// <summary>Runs a worker. The first plugin of the list is the outermost.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="continuation">The next plugin, or the run itself; must be called once at most.</param>
    /// <param name="stoppingToken">Stops the worker.</param>
    Task<TResult> RunWorkerAsync<TResult>(
        CairnWorker worker,
        Func<CairnWorker, CancellationToken, Task<TResult>> continuation,
        CancellationToken stoppingToken);

    /// <summary>Changes the options of a replayer that is created.</summary>
    /// <param name="options">A copy of the options, which may be changed.</param>
    void ConfigureReplayer(WorkflowReplayerOptions options);

    /// <summary>Replays one history or a list of them.</summary>
    /// <param name="replayer">The replayer.</param>
    /// <param name="continuation">The next plugin, or the replay itself.</param>
    /// <param name="cancellationToken">Stops before the next history.</param>
    Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, CancellationToken, Task<IEnumerable<WorkflowReplayResult>>> continuation,
        CancellationToken cancellationToken);

    /// <summary>Replays histories as they arrive.</summary>
    /// <param name="replayer">The replayer.</param>
    /// <param name="continuation">The next plugin, or the replay itself.</param>
    /// <param name="cancellationToken">Stops before the next history.</param>
    IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        WorkflowReplayer replayer,
        Func<WorkflowReplayer, IAsyncEnumerable<WorkflowReplayResult>> continuation,
        CancellationToken cancellationToken);
}
