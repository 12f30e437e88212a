using Cairn.Client.Interceptors;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>Requests the cancellation of a workflow.</summary>
internal static class CancelWorkflowCall
{
    public static Task InvokeAsync(ICairnClient client, CancelWorkflowInput input) =>
        client.ServiceFor(input.Options?.Rpc).RequestCancelWorkflowExecutionAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                WorkflowExecution = ClientServices.Execution(input.Id, input.RunId),
                FirstExecutionRunId = input.FirstExecutionRunId ?? string.Empty,
                Identity = client.Connection.Options.Identity,
                Reason = Reasons.Checked(input.Options?.Reason, nameof(WorkflowCancelOptions.Reason)),
                RequestId = Guid.NewGuid().ToString(),
            },
            RpcOptions.Context(input.Options?.Rpc));
}
