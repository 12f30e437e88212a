using Cairn.Api.WorkflowService.V1;

namespace Cairn.Worker;

/// <summary>Runs workflow code for one workflow task, and keeps runs in memory between their tasks.</summary>
internal interface IWorkflowTaskHandler : IDisposable
{
    /// <summary>Runs the code and says what is to be answered.</summary>
    Task<WorkflowTaskAnswer> HandleAsync(PollWorkflowTaskQueueResponse task, CancellationToken cancellationToken);

    /// <summary>Forgets a run, so that its next task replays it in full.</summary>
    void Evict(string runId);

    /// <summary>The server did not write the last task of a run: history goes on after this event.</summary>
    void RollBack(string runId, long startedEventId);

    /// <summary>The worker stops: what runs is told.</summary>
    Task StopAsync();
}
