using Cairn.Api.WorkflowService.V1;
using Cairn.Runtime.Batches;

namespace Cairn.Runtime.Requests;

/// <summary>Starts a batch operation.</summary>
internal static class StartBatchOperation
{
    /// <summary>Answers the request.</summary>
    public static async Task<StartBatchOperationResponse> HandleAsync(Node node, StartBatchOperationRequest request)
    {
        node.Namespaces.Find(request.Namespace);
        BatchRules.Check(request);
        await node.Batches.BeginAsync(request);
        return new StartBatchOperationResponse();
    }
}
