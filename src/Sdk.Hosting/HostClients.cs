using Cairn.Client;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting;

/// <summary>The clients of a host by name; their connections close with the host.</summary>
/// <param name="options">The options of each client.</param>
internal sealed class HostClients(IOptionsMonitor<CairnClientConnectOptions> options) : IDisposable
{
    private readonly Dictionary<string, CairnClient> clients = [];
    private readonly Lock sync = new();

    /// <summary>The client of a name, which connects when it is first used.</summary>
    /// <param name="name">The key of the client; empty for the one without.</param>
    public CairnClient Get(string name)
    {
        lock (sync)
        {
            if (!clients.TryGetValue(name, out var client))
            {
                clients.Add(name, client = CairnClient.CreateLazy(options.Get(name)));
            }

            return client;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (sync)
        {
            foreach (var client in clients.Values)
            {
                (client.Connection as IDisposable)?.Dispose();
            }
        }
    }
}
