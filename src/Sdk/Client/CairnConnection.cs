using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>A connection over any implementation of the service boundary.</summary>
public sealed class CairnConnection : ICairnConnection
{
    /// <summary>Creates a connection.</summary>
    /// <param name="workflowService">The server's calls.</param>
    /// <param name="options">Null means the defaults.</param>
    public CairnConnection(IWorkflowService workflowService, CairnConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflowService);
        WorkflowService = workflowService;
        Options = options is null ? new() : (CairnConnectionOptions)options.Clone();
    }

    /// <inheritdoc/>
    public IWorkflowService WorkflowService { get; }

    /// <inheritdoc/>
    public CairnConnectionOptions Options { get; }
}
