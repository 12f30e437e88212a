namespace Cairn.Testing.TimeSkipping;

/// <summary>A call of the test that waits: for a result of a workflow, or for time to pass.</summary>
/// <param name="workflowId">The workflow; null if the call waits for time.</param>
/// <param name="delay">How long a call waits that waits for time.</param>
internal sealed class Wait(string? workflowId, TimeSpan delay)
{
    private readonly TaskCompletionSource<Exception?> over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The workflow; null if the call waits for time.</summary>
    public string? WorkflowId => workflowId;

    /// <summary>How long a call waits that waits for time.</summary>
    public TimeSpan Delay => delay;

    /// <summary>When a call that waits for time ends; null until the engine was idle for the first time.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>How much time was skipped for it.</summary>
    public TimeSpan Skipped { get; set; }

    /// <summary>Whether it was reported that time does not move.</summary>
    public bool IsHeldReported { get; set; }

    /// <summary>When it began, as a timestamp of the machine's clock.</summary>
    public long Began { get; } = TimeProvider.System.GetTimestamp();

    /// <summary>Completes when the environment ends it: with the error, or null if its time has come.</summary>
    public Task<Exception?> Over => over.Task;

    /// <summary>Ends it.</summary>
    public void End(Exception? error) => over.TrySetResult(error);
}
