namespace Cairn.Client;

/// <summary>
/// Changes the options of clients, and how they connect. One that is an <see cref="Worker.ICairnWorkerPlugin"/> too
/// also serves every worker that is made with the client, before the worker's own plugins: do not give it to the worker
/// again.
/// </summary>
public interface ICairnClientPlugin
{
    /// <summary>The name, which errors show.</summary>
    string Name { get; }

    /// <summary>Changes the options of a client that is created. Plugins are called in the order of the list.</summary>
    /// <param name="options">A copy of the options, which may be changed.</param>
    void ConfigureClient(CairnClientOptions options);

    /// <summary>Connects; not called for a lazy client. The first plugin of the list is the outermost.</summary>
    /// <param name="options">A copy of the options, which may be changed.</param>
    /// <param name="continuation">The next plugin, or the connection itself. It can be called again.</param>
    Task<CairnConnection> ConnectAsync(
        CairnClientConnectOptions options, Func<CairnClientConnectOptions, Task<CairnConnection>> continuation);
}
