namespace Cairn.Extensions.Hosting;

/// <summary>Marks that a worker has been added.</summary>
/// <param name="TaskQueue">Its task queue.</param>
internal sealed record HostWorker(string TaskQueue);
