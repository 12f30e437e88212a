using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Makes a run forget the worker that has it in its cache.</summary>
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

    /// <summary>Forgets a worker that does not answer, unless the run has another one by now.</summary>
    public static async Task ForgetAsync(Node node, ExecutionKey key, Sticky sticky)
    {
        try
        {
            await node.AskAsync(key, scope =>
            {
                if (scope.Run is { State.IsOpen: true } run && run.State.Sticky == sticky)
                {
                    var turn = scope.Begin(run);
                    ClearSticky.Decide(turn);
                    scope.End(run, turn);
                }

                return true;
            });
        }
        catch (RpcException)
        {
            // The store failed: the next query times out on the worker again.
        }
    }
}
