namespace Cairn.Activities;

/// <summary>One activity of a batch. The code of the batch ends each item by itself, in any order.</summary>
/// <typeparam name="TInput">The type of the activity's argument.</typeparam>
/// <typeparam name="TResult">The type of its result.</typeparam>
public sealed class BatchItem<TInput, TResult>
{
    private readonly TaskCompletionSource<TResult> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal BatchItem(TInput input, ActivityExecutionContext context)
    {
        Input = input;
        Context = context;
    }

    /// <summary>The argument of the activity.</summary>
    public TInput Input { get; }

    /// <summary>
    /// The context of the activity: its facts, idempotency key, heartbeats and cancellation, which are each item's own.
    /// </summary>
    public ActivityExecutionContext Context { get; }

    /// <summary>Whether it has ended.</summary>
    public bool IsEnded => end.Task.IsCompleted;

    internal Task<TResult> End => end.Task;

    /// <summary>The activity completes.</summary>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void Complete(TResult result)
    {
        if (!end.TrySetResult(result))
        {
            throw Ended();
        }
    }

    /// <summary>
    /// This attempt of the activity fails as if its own code had thrown the exception: its retry policy decides whether
    /// there is another one, which comes with another batch.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!end.TrySetException(exception))
        {
            throw Ended();
        }
    }

    /// <summary>Ends it with the exception, unless it has ended.</summary>
    /// <returns>Whether it had not ended.</returns>
    internal bool TryFail(Exception exception) => end.TrySetException(exception);

    private InvalidOperationException Ended() => new(
        $"Activity {Context.Info.ActivityType} ({Context.Info.ActivityId}) of workflow {Context.Info.WorkflowId} has "
        + "ended already: complete or fail each item of a batch once");
}
