using Cairn.Converters;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>What all calls of a client share.</summary>
internal static class ClientServices
{
    /// <summary>The timeout of a call that needs a worker, the same as in Temporal's SDKs.</summary>
    public static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The timeout of a call that the server may hold for 60 s, with 10 s for the network.</summary>
    public static readonly TimeSpan LongPollTimeout = TimeSpan.FromSeconds(70);

    /// <summary>The server's calls, with retries unless the caller turned them off.</summary>
    public static IWorkflowService ServiceFor(this ICairnClient client, RpcOptions? options) =>
        options?.Retry == false ? client.Connection.WorkflowService : client.WorkflowService;

    /// <summary>The values of calls that concern a workflow.</summary>
    public static ClientValues ValuesOf(this ICairnClient client, string workflowId) => new(
        client, client.Options.DataConverter.InWorkflow(client.Options.Namespace, workflowId));

    /// <summary>The values of calls that concern an activity.</summary>
    /// <param name="client">Makes the calls.</param>
    /// <param name="converter">The converter of the activity's handle; null means the client's.</param>
    public static ClientValues ValuesOf(this ICairnClient client, DataConverter? converter) =>
        new(client, converter ?? client.Options.DataConverter);

    /// <summary>The workflow's ids on the wire.</summary>
    public static Api.Common.V1.WorkflowExecution Execution(string id, string? runId) =>
        new() { WorkflowId = id, RunId = runId ?? string.Empty };
}
