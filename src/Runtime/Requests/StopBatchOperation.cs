using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;

namespace Cairn.Runtime.Requests;

/// <summary>Stops a batch operation.</summary>
internal static class StopBatchOperation
{
    /// <summary>Answers the request.</summary>
    public static async Task<StopBatchOperationResponse> HandleAsync(Node node, StopBatchOperationRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var runner = node.Batches.Find(@namespace, request.JobId);
        if (request.Reason.Length == 0)
        {
            throw Refused.Invalid("Reason is not set on request.");
        }

        return await runner.StopAsync()
            ? new StopBatchOperationResponse()
            : throw Refused.By(Refusal.AlreadyCompleted);
    }
}
