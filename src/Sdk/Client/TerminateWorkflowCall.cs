namespace Cairn.Client;

/// <summary>Closes a workflow at once.</summary>
internal static class TerminateWorkflowCall
{
    public static async Task InvokeAsync(WorkflowHandle handle, string? reason, WorkflowTerminateOptions? options)
    {
        var client = handle.Client;
        await client.ServiceFor(options?.Rpc).TerminateWorkflowExecutionAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                WorkflowExecution = handle.Execution(handle.RunId),
                FirstExecutionRunId = handle.FirstExecutionRunId ?? string.Empty,
                Reason = reason ?? string.Empty,
                Details = await ValuePayloads.ToPayloadsAsync(client.Options.DataConverter, options?.Details),
                Identity = client.Connection.Options.Identity,
            },
            RpcOptions.Context(options?.Rpc));
    }
}
