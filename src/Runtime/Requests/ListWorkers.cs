using Cairn.Api.Worker.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Runtime.Tokens;
using Cairn.Runtime.Workers;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the workers of a namespace that sent a heartbeat lately, by key.</summary>
internal static class ListWorkers
{
    /// <summary>Answers the request.</summary>
    public static Task<ListWorkersResponse> HandleAsync(Node node, ListWorkersRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var query = WorkerQuery.Parse(@namespace, request.Query);
        var size = request.PageSize is > 0 and < Limits.ListPage ? request.PageSize : Limits.ListPage;
        var after = Read(request.NextPageToken);
        var found = node.Workers.All(@namespace)
            .Where(worker => string.CompareOrdinal(worker.WorkerInstanceKey, after) > 0 && query.Matches(worker))
            .Take(size + 1)
            .ToList();
        var page = found.Take(size).ToList();
        var response = new ListWorkersResponse
        {
            WorkersInfo = { page.Select(worker => new WorkerInfo { WorkerHeartbeat = worker }) },
            Workers = { page.Select(ToEntry) },
        };
        if (found.Count > size)
        {
            response.NextPageToken = new WorkerListToken { WorkerInstanceKey = page[^1].WorkerInstanceKey }
                .ToByteString();
        }

        return Task.FromResult(response);
    }

    private static string Read(ByteString token)
    {
        try
        {
            return token.IsEmpty ? "" : WorkerListToken.Parser.ParseFrom(token).WorkerInstanceKey;
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refused.Invalid("Invalid NextPageToken.");
        }
    }

    private static WorkerListInfo ToEntry(WorkerHeartbeat worker) => new()
    {
        WorkerInstanceKey = worker.WorkerInstanceKey,
        WorkerIdentity = worker.WorkerIdentity,
        TaskQueue = worker.TaskQueue,
        DeploymentVersion = worker.DeploymentVersion,
        SdkName = worker.SdkName,
        SdkVersion = worker.SdkVersion,
        Status = worker.Status,
        StartTime = worker.StartTime,
        HostName = worker.HostInfo?.HostName ?? "",
        WorkerGroupingKey = worker.HostInfo?.WorkerGroupingKey ?? "",
        ProcessId = worker.HostInfo?.ProcessId ?? "",
        Plugins = { worker.Plugins },
        Drivers = { worker.Drivers },
    };
}
