using Cairn.Api.Enums.V1;

namespace Cairn.Client;

/// <summary>A workflow task that waits for a worker or runs. Times are UTC.</summary>
/// <param name="State">Whether a worker has started it.</param>
/// <param name="Attempt">The number of this attempt, from 1.</param>
/// <param name="ScheduledTime">When this attempt was scheduled.</param>
/// <param name="OriginalScheduledTime">When the first attempt was scheduled.</param>
/// <param name="StartedTime">When a worker started it; null if no worker has.</param>
/// <param name="LastFailure">
/// Why the first attempt failed, such as an exception of workflow code; null on the first attempt, or if the
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
    /// The identities of the workers that polled its task queue in the last five minutes, while none of them has
    /// started
    /// the task. Empty if there is no such worker; null if a worker has started the task, or if the server does not
    /// report it.
    /// </summary>
    public IReadOnlyCollection<string>? Pollers { get; init; }
}
