using Cairn.Client;
using Cairn.Worker;

namespace Cairn.Extensions.Hosting;

/// <summary>What a hosted worker runs, and how it connects to its server.</summary>
public class CairnWorkerServiceOptions : CairnWorkerOptions
{
    /// <summary>Creates options whose task queue is set later.</summary>
    public CairnWorkerServiceOptions()
    {
    }

    /// <summary>Creates options with the required values.</summary>
    public CairnWorkerServiceOptions(string taskQueue)
        : base(taskQueue)
    {
    }

    /// <summary>The worker's own client; null means the <see cref="ICairnClient"/> of the host.</summary>
    public CairnClientConnectOptions? ClientOptions { get; set; }

    /// <summary>
    /// The key of the client of the host that the worker uses, which AddKeyedCairnClient added; null, the default,
    /// means the one without a key. It must be null if <see cref="ClientOptions"/> are set.
    /// </summary>
    public string? ClientKey { get; set; }

    /// <summary>
    /// What the worker does if its server cannot be reached when the host starts. Default <see
    /// cref="WorkerStartup.RetryInBackground"/>.
    /// </summary>
    public WorkerStartup Startup { get; set; }

    /// <summary>
    /// Gives the worker another client while it runs; null, the default, means that the client stays as it is.
    /// </summary>
    public CairnWorkerClientUpdater? WorkerClientUpdater { get; set; }

    /// <inheritdoc/>
    public override object Clone()
    {
        var copy = (CairnWorkerServiceOptions)base.Clone();
        copy.ClientOptions = (CairnClientConnectOptions?)ClientOptions?.Clone();
        return copy;
    }
}
