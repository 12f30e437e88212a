namespace Cairn.Client;

/// <summary>
/// What runs in this process must not run on its caller's context: a user interface, or a test, that blocks its own
/// thread while it waits would wait for itself.
/// </summary>
internal static class CallerContext
{
    /// <summary>Whether there is a context to leave.</summary>
    public static bool IsSet =>
        SynchronizationContext.Current is not null || TaskScheduler.Current != TaskScheduler.Default;
}
