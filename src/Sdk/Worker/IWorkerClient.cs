using Cairn.Client;

namespace Cairn.Worker;

/// <summary>What a worker needs of its client. Every <see cref="ICairnClient"/> is one.</summary>
public interface IWorkerClient
{
    /// <summary>The client's options.</summary>
    CairnClientOptions Options { get; }

    /// <summary>The connection to the server.</summary>
    ICairnConnection Connection { get; }

    /// <summary>
    /// The server's calls, for uses that the client has no method for; with retries, unless the options of a call turn
    /// them off.
    /// </summary>
    WorkflowService WorkflowService { get; }
}
