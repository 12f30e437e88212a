namespace Cairn.Runtime.Requests;

/// <summary>How long a long poll waits.</summary>
/// <param name="time">The clock.</param>
/// <param name="until">When it answers with nothing.</param>
internal sealed class PollDeadline(TimeProvider time, DateTimeOffset until)
{
    /// <summary>The time that is left.</summary>
    public TimeSpan Left => until - time.GetUtcNow();
}
