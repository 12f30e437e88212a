namespace Cairn.Client;

/// <summary>
/// Leaves the caller's synchronization context before code of this process runs: a user interface, or a test, that
/// blocks its own thread while it waits would otherwise wait for itself.
/// </summary>
internal static class CallerContext
{
    /// <summary>Whether there is a context to leave.</summary>
    public static bool IsSet =>
        SynchronizationContext.Current is not null || TaskScheduler.Current != TaskScheduler.Default;
}
