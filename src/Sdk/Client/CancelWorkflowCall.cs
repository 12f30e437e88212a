namespace Cairn.Client;

/// <summary>Asks a workflow to cancel itself.</summary>
internal static class CancelWorkflowCall
{
    public static Task InvokeAsync(WorkflowHandle handle, WorkflowCancelOptions? options) =>
        handle.Client.ServiceFor(options?.Rpc).RequestCancelWorkflowExecutionAsync(
            new()
            {
                Namespace = handle.Client.Options.Namespace,
                WorkflowExecution = handle.Execution(handle.RunId),
                FirstExecutionRunId = handle.FirstExecutionRunId ?? string.Empty,
                Identity = handle.Client.Connection.Options.Identity,
                RequestId = Guid.NewGuid().ToString(),
            },
            RpcOptions.Context(options?.Rpc));
}
