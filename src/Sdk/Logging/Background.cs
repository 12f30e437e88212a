using Microsoft.Extensions.Logging;

namespace Cairn.Logging;

/// <summary>
/// Starts work that is not awaited, and logs its exceptions: the one place of the SDK for exceptions that cannot be
/// reported to a caller, a history or a pending task.
/// </summary>
internal static partial class Background
{
    /// <summary>Runs the work up to its first wait; the rest continues in the background.</summary>
    /// <param name="logger">The log of an exception.</param>
    /// <param name="what">The name of the work, for the log.</param>
    /// <param name="work">The work.</param>
    public static void Start(ILogger logger, string what, Func<Task> work) => _ = RunAsync(logger, what, work);

    /// <summary>Logs an exception that cannot be reported to a caller, a history or a pending task.</summary>
    public static void Report(ILogger logger, string what, Exception error) => Unexpected(logger, what, error);

    private static async Task RunAsync(ILogger logger, string what, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Report(logger, what, e);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "{What} failed unexpectedly")]
    private static partial void Unexpected(ILogger logger, string what, Exception error);
}
