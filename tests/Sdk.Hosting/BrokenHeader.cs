using Cairn.Api.Common.V1;
using Cairn.Client;
using Cairn.Client.Interceptors;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Sends a trace that cannot be read.</summary>
internal sealed class BrokenHeader : IClientInterceptor
{
    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
        new Outbound(nextInterceptor);

    private sealed class Outbound(ClientOutboundInterceptor next) : ClientOutboundInterceptor(next)
    {
        public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
            StartWorkflowInput input) => base.StartWorkflowAsync<TWorkflow, TResult>(input with
            {
                Headers = new Dictionary<string, Payload>
                {
                    ["_tracer-data"] = new() { Data = ByteString.CopyFromUtf8("[1") },
                },
            });
    }
}
