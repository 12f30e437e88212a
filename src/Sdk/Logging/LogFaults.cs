using Cairn.Converters;

namespace Cairn.Logging;

/// <summary>
/// Writes exceptions of a logger or a meter to the standard error stream, each type of exception once.
/// </summary>
internal static class LogFaults
{
    private static readonly HashSet<Type> Seen = [];

    /// <summary>Reports the exception of a logger. It never throws.</summary>
    public static void Report(Exception error) => Report(error, "log", "Lines");

    /// <summary>Reports the exception of a meter. It never throws.</summary>
    public static void ReportMeter(Exception error) => Report(error, "meter", "Values");

    private static void Report(Exception error, string source, string lost)
    {
        lock (Seen)
        {
            if (!Seen.Add(error.GetType()))
            {
                return;
            }
        }

        Console.Error.WriteLine(
            $"Cairn: the {source} throws {error.GetType().FullName}: {ExceptionReading.MessageOf(error)}. {lost} are "
            + "lost; workflows and activities continue. Further exceptions of this type are not shown.");
    }
}
