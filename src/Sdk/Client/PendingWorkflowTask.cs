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
    Exception? LastFailure);
