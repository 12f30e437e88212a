using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Runtime.Requests;

/// <summary>Forgets which worker has a run in its cache.</summary>
internal static class ResetStickyTaskQueue
{
    /// <summary>Answers the request.</summary>
    public static async Task<ResetStickyTaskQueueResponse> HandleAsync(
        Node node, ResetStickyTaskQueueRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.Execution);
        return await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var run = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            var turn = scope.Begin(run);
            Refused.If(ClearSticky.Decide(turn));
            scope.End(run, turn);
            return new ResetStickyTaskQueueResponse();
        });
    }
}
