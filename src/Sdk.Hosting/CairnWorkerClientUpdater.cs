using Cairn.Worker;

namespace Cairn.Extensions.Hosting;

/// <summary>
/// Gives hosted workers another client while they run, for one with other credentials for instance. Set it as
/// <see cref="CairnWorkerServiceOptions.WorkerClientUpdater"/> of every worker that is to follow. It is thread-safe.
/// </summary>
public class CairnWorkerClientUpdater
{
    private readonly Lock sync = new();
    private readonly List<CairnWorker> workers = [];
    private IWorkerClient? latest;

    /// <summary>
    /// Replaces the client of all workers that follow: later calls use the new one, calls under way end with the former
    /// one. A worker that starts later uses it as well.
    /// </summary>
    /// <param name="client">The client; of the namespace of the workers.</param>
    /// <exception cref="ArgumentException">It is of another namespace; then no worker uses it.</exception>
    public void UpdateClient(IWorkerClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        lock (sync)
        {
            // The workers of one updater have one namespace, so the first one refuses for all.
            foreach (var worker in workers)
            {
                worker.Client = client;
            }

            latest = client;
        }
    }

    /// <summary>Lets a worker follow until the returned value is disposed.</summary>
    /// <exception cref="ArgumentException">The worker is of another namespace than the others.</exception>
    internal IDisposable Follow(CairnWorker worker)
    {
        lock (sync)
        {
            if (workers is [var other, ..] && other.Client.Options.Namespace != worker.Client.Options.Namespace)
            {
                throw new ArgumentException(
                    $"The workers of task queues {other.Options.TaskQueue} and {worker.Options.TaskQueue} have one "
                    + $"WorkerClientUpdater, but the namespaces {other.Client.Options.Namespace} and "
                    + $"{worker.Client.Options.Namespace}: give each namespace an updater of its own",
                    nameof(worker));
            }

            worker.Client = latest ?? worker.Client;
            workers.Add(worker);
        }

        return new Following(this, worker);
    }

    private sealed class Following(CairnWorkerClientUpdater updater, CairnWorker worker) : IDisposable
    {
        public void Dispose()
        {
            lock (updater.sync)
            {
                updater.workers.Remove(worker);
            }
        }
    }
}
