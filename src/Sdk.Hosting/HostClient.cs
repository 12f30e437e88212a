namespace Cairn.Extensions.Hosting;

/// <summary>Marks that a client of a server has been added.</summary>
/// <param name="Name">Its key; empty for the one without.</param>
internal sealed record HostClient(string Name);
