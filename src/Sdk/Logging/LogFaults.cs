using Cairn.Converters;

namespace Cairn.Logging;

/// <summary>Writes exceptions of a logger to the standard error stream, each type of exception once.</summary>
internal static class LogFaults
{
    private static readonly HashSet<Type> Seen = [];

    /// <summary>Reports the exception of a logger. It never throws.</summary>
    public static void Report(Exception error)
    {
        lock (Seen)
        {
            if (!Seen.Add(error.GetType()))
            {
                return;
            }
        }

        Console.Error.WriteLine(
            $"Cairn: the log throws {error.GetType().FullName}: {ExceptionReading.MessageOf(error)}. Lines are "
            + "lost; workflows and activities continue. Further exceptions of this type are not shown.");
    }
}
