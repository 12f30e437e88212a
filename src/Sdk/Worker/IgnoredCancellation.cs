using Cairn.Activities;
using Cairn.Logging;

namespace Cairn.Worker;

/// <summary>
/// Warns, at growing intervals, of an attempt whose code runs on after its cancellation: it keeps a slot, for which
/// others wait.
/// </summary>
internal sealed class IgnoredCancellation : IDisposable
{
    private static readonly TimeSpan FirstWarning = TimeSpan.FromSeconds(10);

    private readonly WorkerScope scope;
    private readonly ActivityExecutionContext attempt;
    private readonly CancellationTokenRegistration registration;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to watch.</summary>
    /// <param name="scope">The worker.</param>
    /// <param name="attempt">The attempt.</param>
    public IgnoredCancellation(WorkerScope scope, ActivityExecutionContext attempt)
    {
        (this.scope, this.attempt) = (scope, attempt);
        registration = attempt.CancellationToken.UnsafeRegister(
            static self => ((IgnoredCancellation)self!).Start(), this);
    }

    /// <summary>The attempt has ended.</summary>
    public void Dispose()
    {
        registration.Unregister();
        ended.TrySetResult();
    }

    // A worker that stops names the activities that do not end by itself.
    private void Start()
    {
        if (attempt.Info.IsLocal || attempt.CancelReason != ActivityCancelReason.WorkerShutdown)
        {
            Background.Start(scope.Logger, "The watch of an activity that was cancelled", WarnAsync);
        }
    }

    private async Task WarnAsync()
    {
        var cancelled = scope.Time.GetTimestamp();
        for (var pause = FirstWarning; !await EndsAsync(pause).ConfigureAwait(false);)
        {
            pause *= 2;
            var info = attempt.Info;
            WorkerLog.CancellationIgnored(
                scope.Logger,
                info.IsLocal ? "Step or local activity" : "Activity",
                info.ActivityType,
                info.ActivityId,
                info.WorkflowId,
                info.Attempt,
                scope.Time.GetElapsedTime(cancelled),
                attempt.CancelReason,
                scope.TaskQueue,
                info.StartedTime,
                pause);
        }
    }

    private async Task<bool> EndsAsync(TimeSpan pause)
    {
        using var over = new CancellationTokenSource();
        var first = await Task.WhenAny(ended.Task, Task.Delay(pause, scope.Time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return first == ended.Task;
    }
}
