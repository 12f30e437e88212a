namespace Cairn.Extensions.Hosting;

/// <summary>Marks that the client of the host is that of an engine inside the host.</summary>
internal sealed class EngineInHost;
