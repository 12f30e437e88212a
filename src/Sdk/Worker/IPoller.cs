namespace Cairn.Worker;

/// <summary>A loop that takes tasks from a queue.</summary>
internal interface IPoller
{
    /// <summary>Ends when it is stopped; fails if the server rejects it for good.</summary>
    Task RunAsync(CancellationToken stop);
}
