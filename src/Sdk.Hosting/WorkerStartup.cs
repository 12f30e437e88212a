namespace Cairn.Extensions.Hosting;

/// <summary>What a worker does whose server cannot be reached when its host starts.</summary>
public enum WorkerStartup
{
    /// <summary>The host starts; the worker tries again until the server is there. Its health is degraded.</summary>
    RetryInBackground,

    /// <summary>The host does not start: its start fails with the error of the connection.</summary>
    FailFast,
}
