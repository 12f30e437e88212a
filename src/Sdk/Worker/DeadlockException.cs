using Cairn.Exceptions;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Worker;

/// <summary>Workflow code did not wait in time.</summary>
/// <param name="workflow">Which workflow it is, at the start of a sentence.</param>
/// <param name="limit">How long it ran.</param>
/// <param name="lastCall">Where it made its last call before; null if that is not known.</param>
internal sealed class DeadlockException(string workflow, TimeSpan limit, CallSite? lastCall)
    : InvalidWorkflowOperationException(
    $"[TMPRL1101] {workflow} deadlocked after {limit:c}: its code ran on without an await that waits"
    + $"{(lastCall is { } site ? $", after its call{site}" : "")}. Most likely causes: Result, Wait or "
    + "GetAwaiter().GetResult() on a task, a thread put to sleep, a lock that another thread holds, or a loop without "
    + "end. Await what the workflow waits for, and put long work into an activity. " + ErrorPages.Deadlock)
{
    /// <summary>The exception of a run.</summary>
    public DeadlockException(
        string workflowType, string workflowId, string runId, TimeSpan limit, CallSite? lastCall)
        : this($"Workflow {workflowType} {workflowId} with run ID {runId}", limit, lastCall)
    {
    }
}
