namespace Cairn.Client;

/// <summary>A connection to a server in this process or over the network.</summary>
public interface ICairnConnection
{
    /// <summary>The server's calls, without retries unless the options of a call ask for them.</summary>
    WorkflowService WorkflowService { get; }

    /// <summary>The calls for operators, without retries unless the options of a call ask for them.</summary>
    /// <exception cref="InvalidOperationException">The connection was made without an operator service.</exception>
    OperatorService OperatorService { get; }

    /// <summary>The options of the connection.</summary>
    CairnConnectionOptions Options { get; }

    /// <summary>Whether the server has answered <see cref="ConnectAsync"/>.</summary>
    bool IsConnected { get; }

    /// <summary>Metadata of every call over the network; can be replaced at any time.</summary>
    IReadOnlyCollection<KeyValuePair<string, string>> RpcMetadata { get; set; }

    /// <summary>Metadata in bytes of every call over the network; can be replaced at any time.</summary>
    IReadOnlyCollection<KeyValuePair<string, byte[]>> RpcBinaryMetadata { get; set; }

    /// <summary>The API key of every call over the network; can be replaced at any time.</summary>
    string? ApiKey { get; set; }

    /// <summary>
    /// Reads the server's capabilities, unless that was done before. Other calls need not wait for it.
    /// </summary>
    /// <exception cref="Exceptions.RpcException">The server cannot be reached, or rejects this caller.</exception>
    Task ConnectAsync();

    /// <summary>Whether the server is healthy; false if it cannot be reached.</summary>
    /// <param name="service">The service that is checked; null means <see cref="WorkflowService"/>.</param>
    /// <param name="options">Options of the call; null means the defaults.</param>
    Task<bool> CheckHealthAsync(RpcService? service = null, RpcOptions? options = null);
}
