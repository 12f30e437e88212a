using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Records the heartbeats of workers.</summary>
internal static class RecordWorkerHeartbeat
{
    /// <summary>Answers the request.</summary>
    public static Task<RecordWorkerHeartbeatResponse> HandleAsync(Node node, RecordWorkerHeartbeatRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        foreach (var heartbeat in request.WorkerHeartbeat)
        {
            if (heartbeat.WorkerInstanceKey.Length == 0)
            {
                throw Refused.Invalid("WorkerInstanceKey is not set on request.");
            }

            Targets.CheckLength(heartbeat.WorkerInstanceKey, "WorkerInstanceKey");
        }

        foreach (var heartbeat in request.WorkerHeartbeat)
        {
            node.Workers.Record(@namespace, heartbeat);
        }

        return Task.FromResult(new RecordWorkerHeartbeatResponse());
    }
}
