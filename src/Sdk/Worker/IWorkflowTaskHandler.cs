using Cairn.Api.WorkflowService.V1;

namespace Cairn.Worker;

/// <summary>Runs workflow code for one workflow task, and caches runs between their tasks.</summary>
internal interface IWorkflowTaskHandler : IDisposable
{
    /// <summary>Decodes the task, runs the code and returns the answer, which is not encoded.</summary>
    Task<WorkflowTaskAnswer> HandleAsync(PollWorkflowTaskQueueResponse task, CancellationToken cancellationToken);

    /// <summary>Removes a run from the cache, so that its next task replays it in full.</summary>
    void Evict(string runId);

    /// <summary>Resets a run to this event: the server did not write its last task.</summary>
    void RollBack(string runId, long startedEventId);

    /// <summary>The worker stops: running local activities are notified.</summary>
    Task StopAsync();
}
