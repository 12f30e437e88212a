using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>Workflow code did not wait in time.</summary>
internal sealed class DeadlockException(string workflowType, string workflowId, string runId, TimeSpan limit)
    : InvalidWorkflowOperationException(
    $"[TMPRL1101] Workflow {workflowType} {workflowId} with run ID {runId} deadlocked after {limit:c}: its code ran on "
    + "without an await that waits. Most likely causes: Result, Wait or GetAwaiter().GetResult() on a task, a thread "
    + "put to sleep, a lock that another thread holds, or a loop without end. Await what the workflow waits for, and "
    + "put long work into an activity. " + ErrorPages.Deadlock);
