namespace Cairn.Runtime.Requests;

/// <summary>The deadline of a long poll.</summary>
/// <param name="time">The clock.</param>
/// <param name="until">When it answers without a result.</param>
internal sealed class PollDeadline(TimeProvider time, DateTimeOffset until)
{
    /// <summary>The remaining time.</summary>
    public TimeSpan Left => until - time.GetUtcNow();
}
