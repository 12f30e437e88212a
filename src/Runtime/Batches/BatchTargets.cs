using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Runtime.Requests;
using Google.Protobuf;

namespace Cairn.Runtime.Batches;

/// <summary>The workflows of a batch operation, a few at a time.</summary>
internal static class BatchTargets
{
    /// <summary>The workflows that the request names.</summary>
    public static IReadOnlyList<WorkflowExecution> Listed(StartBatchOperationRequest request) =>
    [
        .. request.Executions,
        .. request.TargetExecutions.Select(
            target => new WorkflowExecution { WorkflowId = target.BusinessId, RunId = target.RunId }),
    ];

    /// <summary>The filter of the operation; an operation that needs open workflows lists open ones only.</summary>
    public static ListQuery QueryOf(Node node, StartBatchOperationRequest request)
    {
        var @namespace = new NamespaceName(request.Namespace);
        var type = BatchRules.TypeOf(request);
        var query = Lists.Parse(node, @namespace, request.VisibilityQuery);
        return type is BatchOperationType.Delete or BatchOperationType.Reset
            ? query
            : query with { Filter = new Filter.All([query.Filter, Open]) };
    }

    /// <summary>How many workflows there are now.</summary>
    public static async Task<long> CountAsync(Node node, StartBatchOperationRequest request)
    {
        if (request.VisibilityQuery.Length == 0)
        {
            return Listed(request).Count;
        }

        var counts = await node.Store.CountAsync(new NamespaceName(request.Namespace), QueryOf(node, request));
        return counts.Sum(count => count.Count);
    }

    /// <summary>The next workflows, and the token of the page after them; null if these are the last.</summary>
    public static async Task<(IReadOnlyList<WorkflowExecution> Targets, ByteString? Next)> NextAsync(
        Node node, BatchJob job, int size, CancellationToken cancellationToken)
    {
        if (job.Request.VisibilityQuery.Length == 0)
        {
            var left = Listed(job.Request).Skip((int)(job.Done + job.Failed)).ToList();
            return ([.. left.Take(size)], left.Count > size ? ByteString.Empty : null);
        }

        var (page, next) = await Lists.PageAsync(
            node,
            new NamespaceName(job.Request.Namespace),
            QueryOf(node, job.Request),
            size,
            job.PageToken,
            new RpcContext(CancellationToken: cancellationToken));
        return ([.. page.Select(info => info.Execution)], next.IsEmpty ? null : next);
    }

    private static Filter Open => new Filter.Test(
        new SearchAttribute("ExecutionStatus", SystemSearchAttributes.System["ExecutionStatus"]),
        TestOperator.OneOf,
        [SearchValue.Of("Running")]);
}
