namespace Cairn.Client;

/// <summary>Sends a signal.</summary>
internal static class SignalWorkflowCall
{
    public static async Task InvokeAsync(
        WorkflowHandle handle, string signal, IReadOnlyCollection<object?> args, WorkflowSignalOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(signal);
        ArgumentNullException.ThrowIfNull(args);
        var client = handle.Client;
        await client.ServiceFor(options?.Rpc).SignalWorkflowExecutionAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                WorkflowExecution = handle.Execution(handle.RunId),
                SignalName = signal,
                Input = await ValuePayloads.ToPayloadsAsync(client.Options.DataConverter, args),
                Identity = client.Connection.Options.Identity,
                RequestId = Guid.NewGuid().ToString(),
            },
            RpcOptions.Context(options?.Rpc));
    }
}
