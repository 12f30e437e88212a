using Microsoft.Extensions.Logging;

namespace Cairn.Logging;

/// <summary>
/// Starts work that is not awaited, and logs what it throws: the one place of the SDK for exceptions that no caller,
/// history or pending task can be given.
/// </summary>
internal static partial class Background
{
    /// <summary>Runs the work up to its first wait, and lets the rest go on.</summary>
    /// <param name="logger">Where an exception goes.</param>
    /// <param name="what">What the work is, for the log.</param>
    /// <param name="work">The work.</param>
    public static void Start(ILogger logger, string what, Func<Task> work) => _ = RunAsync(logger, what, work);

    /// <summary>Logs an exception that no caller, history or pending task can be given.</summary>
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
