using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>A way to a server: in this process, or over the network.</summary>
public interface ICairnConnection
{
    /// <summary>The server's calls, without retries.</summary>
    IWorkflowService WorkflowService { get; }

    /// <summary>What operators call, without retries.</summary>
    /// <exception cref="InvalidOperationException">The connection was made without them.</exception>
    IOperatorService OperatorService { get; }

    /// <summary>How the connection was made.</summary>
    CairnConnectionOptions Options { get; }

    /// <summary>Whether the server has answered <see cref="ConnectAsync"/>.</summary>
    bool IsConnected { get; }

    /// <summary>Metadata of every call over the network; can be replaced at any time.</summary>
    IReadOnlyCollection<KeyValuePair<string, string>> RpcMetadata { get; set; }

    /// <summary>Metadata in bytes of every call over the network; can be replaced at any time.</summary>
    IReadOnlyCollection<KeyValuePair<string, byte[]>> RpcBinaryMetadata { get; set; }

    /// <summary>The API key of every call over the network; can be replaced at any time.</summary>
    string? ApiKey { get; set; }

    /// <summary>Asks the server what it can do, unless it did before. Other calls need not wait.</summary>
    /// <exception cref="Exceptions.RpcException">The server cannot be reached, or refuses this caller.</exception>
    Task ConnectAsync();

    /// <summary>Whether the server answers.</summary>
    /// <param name="options">What can be set for the call; null means the defaults.</param>
    Task<bool> CheckHealthAsync(RpcOptions? options = null);
}
