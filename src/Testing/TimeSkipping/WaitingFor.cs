using System.Text;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;

namespace Cairn.Testing.TimeSkipping;

/// <summary>Describes what a workflow waits for, as the engine and its worker know it.</summary>
internal static class WaitingFor
{
    private static readonly RpcContext Context = new(TimeSpan.FromSeconds(3));

    /// <summary>One line for each thing.</summary>
    public static Task<string> DescribeAsync(
        Node node, string @namespace, string workflowId, WorkScheduler scheduler) =>
        Task.Factory.StartNew(
            () => TextAsync(node, @namespace, workflowId),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            scheduler).Unwrap();

    private static async Task<string> TextAsync(Node node, string @namespace, string workflowId)
    {
        var text = new StringBuilder();
        foreach (var queue in node.Queues.Unserved())
        {
            text.AppendLine($"a worker: none polls task queue {queue.Name.Value} ({queue.Kind})");
        }

        try
        {
            var described = await node.Service.DescribeWorkflowExecutionAsync(
                new() { Namespace = @namespace, Execution = new() { WorkflowId = workflowId } }, Context)
                .ConfigureAwait(true);
            Append(text, described);
            text.Append(await CodeAsync(node, @namespace, workflowId).ConfigureAwait(true));
        }
        catch (RpcException e)
        {
            text.AppendLine($"(more is not known: {e.Message})");
        }

        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, DescribeWorkflowExecutionResponse described)
    {
        foreach (var activity in described.PendingActivities)
        {
            text.Append($"activity {activity.ActivityType?.Name} ({activity.ActivityId}), {activity.State}, attempt ");
            text.AppendLine(activity.LastFailure is { } failure
                ? $"{activity.Attempt}, after: {failure.Message}"
                : $"{activity.Attempt}");
        }

        foreach (var child in described.PendingChildren)
        {
            text.AppendLine($"child workflow {child.WorkflowTypeName} \"{child.WorkflowId}\"");
        }
    }

    private static async Task<string> CodeAsync(Node node, string @namespace, string workflowId)
    {
        if (node.Queues.Unserved().Count > 0)
        {
            return "";
        }

        var answer = await node.Service.QueryWorkflowAsync(
            new()
            {
                Namespace = @namespace,
                Execution = new() { WorkflowId = workflowId },
                Query = new WorkflowQuery { QueryType = "__stack_trace" },
            },
            Context).ConfigureAwait(true);
        return answer.QueryResult?.Payloads_ is [{ } payload]
            ? DataConverter.Default.PayloadConverter.ToValue<string>(payload)
            : "";
    }
}
