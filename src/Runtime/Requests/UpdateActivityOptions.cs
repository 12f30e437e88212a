using Cairn.Api.Activity.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities.Operations;

namespace Cairn.Runtime.Requests;

/// <summary>Changes the options of pending activities.</summary>
internal static class UpdateActivityOptions
{
    /// <summary>Answers the request.</summary>
    public static Task<UpdateActivityOptionsResponse> HandleAsync(Node node, UpdateActivityOptionsRequest request)
    {
        ActivityOptions? options = null;
        return ActivityOperations.DecideAsync(
            node,
            request.Namespace,
            request.Execution,
            turn => SetActivityOptions.Decide(turn, request, out options),
            () => new UpdateActivityOptionsResponse { ActivityOptions = options });
    }
}
