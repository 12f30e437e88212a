using Cairn.Client.Interceptors;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>Closes a workflow at once.</summary>
internal static class TerminateWorkflowCall
{
    public static async Task InvokeAsync(ICairnClient client, TerminateWorkflowInput input)
    {
        await client.ServiceFor(input.Options?.Rpc).TerminateWorkflowExecutionAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                WorkflowExecution = ClientServices.Execution(input.Id, input.RunId),
                FirstExecutionRunId = input.FirstExecutionRunId ?? string.Empty,
                Reason = Reasons.Checked(input.Reason, nameof(input.Reason)),
                Details = await client.ValuesOf(input.Id).ToPayloadsAsync(input.Options?.Details, CallName.Details)
                    .ConfigureAwait(false),
                Identity = client.Connection.Options.Identity,
            },
            RpcOptions.Context(input.Options?.Rpc)).ConfigureAwait(false);
    }
}
