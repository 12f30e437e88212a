using Cairn.Client.Interceptors;

namespace Cairn.Client;

/// <summary>Counts workflows.</summary>
internal static class CountWorkflowsCall
{
    public static async Task<WorkflowExecutionCount> InvokeAsync(ICairnClient client, CountWorkflowsInput input) =>
        new(await client.ServiceFor(input.Options?.Rpc).CountWorkflowExecutionsAsync(
            new() { Namespace = client.Options.Namespace, Query = input.Query },
            RpcOptions.Context(input.Options?.Rpc)).ConfigureAwait(false));
}
