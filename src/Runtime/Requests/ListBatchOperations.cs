using Cairn.Api.Batch.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Runtime.Batches;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the batch operations of a namespace, the latest start first.</summary>
internal static class ListBatchOperations
{
    /// <summary>Answers the request.</summary>
    public static Task<ListBatchOperationsResponse> HandleAsync(Node node, ListBatchOperationsRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var size = request.PageSize is > 0 and < Limits.ListPage ? request.PageSize : Limits.ListPage;
        var after = Read(request.NextPageToken);
        var found = node.Batches.All(@namespace).Where(job => IsAfter(job, after)).Take(size + 1).ToList();
        var response = new ListBatchOperationsResponse { OperationInfo = { found.Take(size).Select(ToInfo) } };
        if (found.Count > size)
        {
            response.NextPageToken = new BatchListToken
            {
                StartTime = found[size - 1].StartTime,
                JobId = found[size - 1].Request.JobId,
            }.ToByteString();
        }

        return Task.FromResult(response);
    }

    private static bool IsAfter(BatchJob job, BatchListToken? last) => last is null
        || job.StartTime < last.StartTime
        || (job.StartTime == last.StartTime && string.CompareOrdinal(job.Request.JobId, last.JobId) > 0);

    private static BatchListToken? Read(ByteString token)
    {
        try
        {
            return token.IsEmpty ? null : BatchListToken.Parser.ParseFrom(token) is { StartTime: not null } last
                ? last
                : throw Refused.Invalid("Invalid NextPageToken.");
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refused.Invalid("Invalid NextPageToken.");
        }
    }

    private static BatchOperationInfo ToInfo(BatchJob job) => new()
    {
        JobId = job.Request.JobId,
        State = job.State,
        StartTime = job.StartTime,
        CloseTime = job.CloseTime,
        OperationType = BatchRules.TypeOf(job.Request),
    };
}
