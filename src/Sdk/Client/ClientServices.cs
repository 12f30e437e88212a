using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>What all calls of a client have in common.</summary>
internal static class ClientServices
{
    /// <summary>How long a call waits that needs a worker: as long as Temporal's SDKs let a call take.</summary>
    public static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a call waits that the server may hold: 60 s, and 10 s for the way.</summary>
    public static readonly TimeSpan LongPollTimeout = TimeSpan.FromSeconds(70);

    /// <summary>The server's calls, with retries unless the caller turned them off.</summary>
    public static IWorkflowService ServiceFor(this ICairnClient client, RpcOptions? options) =>
        options?.Retry == false ? client.Connection.WorkflowService : client.WorkflowService;

    /// <summary>What names the workflow on the wire.</summary>
    public static Api.Common.V1.WorkflowExecution Execution(this WorkflowHandle handle, string? runId) =>
        new() { WorkflowId = handle.Id, RunId = runId ?? string.Empty };
}
