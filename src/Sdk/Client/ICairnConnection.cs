using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>A way to a server: in this process, or over the network.</summary>
public interface ICairnConnection
{
    /// <summary>The server's calls, without retries.</summary>
    IWorkflowService WorkflowService { get; }

    /// <summary>How the connection was made.</summary>
    CairnConnectionOptions Options { get; }
}
