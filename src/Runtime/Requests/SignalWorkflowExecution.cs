using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Executions.Signals;
using Cairn.Engine.Executions.Views;
using Cairn.Engine.Rules;

namespace Cairn.Runtime.Requests;

/// <summary>Signals a workflow.</summary>
internal static class SignalWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<SignalWorkflowExecutionResponse> HandleAsync(
        Node node, SignalWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.WorkflowExecution);
        if (request.SignalName.Length == 0)
        {
            throw Refused.Invalid("SignalName is not set on request.");
        }

        Targets.CheckLength(request.SignalName, "SignalName");
        Targets.CheckLength(request.RequestId, "RequestId");
        if (request.Input?.CalculateSize() > Limits.BlobBytes)
        {
            throw Refused.Invalid("Blob data size exceeds limit.");
        }

        Refused.IfText(LinkRules.Check(request.Links));
        return await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var run = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            var turn = scope.Begin(run);
            Refused.If(SignalWorkflow.Decide(turn, request));
            scope.End(run, turn);
            return new SignalWorkflowExecutionResponse { Link = Links.ToSignal(run.State, request.RequestId) };
        });
    }
}
