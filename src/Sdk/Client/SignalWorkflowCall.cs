using Cairn.Client.Interceptors;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>Sends a signal.</summary>
internal static class SignalWorkflowCall
{
    public static async Task InvokeAsync(ICairnClient client, SignalWorkflowInput input)
    {
        ArgumentException.ThrowIfNullOrEmpty(input.Signal);
        ArgumentNullException.ThrowIfNull(input.Args);
        RecordedText.RequireWhole(input.Id, "The id of a workflow");
        RecordedText.RequireWhole(input.Signal, "The name of a signal");
        var values = client.ValuesOf(input.Id);
        await client.ServiceFor(input.Options?.Rpc).SignalWorkflowExecutionAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                WorkflowExecution = ClientServices.Execution(input.Id, input.RunId),
                SignalName = input.Signal,
                Input = await values.ToPayloadsAsync(input.Args, CallName.Signal(input.Signal)).ConfigureAwait(false),
                Header = await values.ToHeaderAsync(input.Headers).ConfigureAwait(false),
                Identity = client.Connection.Options.Identity,
                RequestId = Guid.NewGuid().ToString(),
            },
            RpcOptions.Context(input.Options?.Rpc)).ConfigureAwait(false);
    }
}
