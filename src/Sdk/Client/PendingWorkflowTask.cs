using Cairn.Api.Enums.V1;

namespace Cairn.Client;

/// <summary>A workflow task that waits for a worker or runs. Times are UTC.</summary>
/// <param name="State">Whether a worker has it.</param>
/// <param name="Attempt">The number of this attempt, from 1.</param>
/// <param name="ScheduledTime">When this attempt was scheduled.</param>
/// <param name="OriginalScheduledTime">When the first attempt was scheduled.</param>
/// <param name="StartedTime">When a worker got it; null if none has it.</param>
/// <param name="LastFailure">
/// Why the first attempt failed, such as a plain exception out of workflow code; null on the first attempt, or if the
/// attempts timed out.
/// </param>
public sealed record PendingWorkflowTask(
    PendingWorkflowTaskState State,
    int Attempt,
    DateTime? ScheduledTime,
    DateTime? OriginalScheduledTime,
    DateTime? StartedTime,
    Exception? LastFailure)
{
    /// <summary>
    /// The workers that polled its task queue in the last five minutes, by identity, while none of them has the task.
    /// Empty if there is no such worker, so that nothing happens; null if a worker has the task, or if the server does
    /// not say.
    /// </summary>
    public IReadOnlyCollection<string>? Pollers { get; init; }
}
