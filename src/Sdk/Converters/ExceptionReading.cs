using Cairn.Common;

namespace Cairn.Converters;

/// <summary>Reads exceptions of user code, whose members may throw and whose chain may be endless.</summary>
internal static class ExceptionReading
{
    /// <summary>
    /// How many exceptions of a chain are read. Protobuf parsers reject messages that are nested 100 deep, and each
    /// workflow on the way wraps a failure once more.
    /// </summary>
    public const int MaxDepth = 40;

    private const int MaxReasons = 4;
    private const int LongestReason = 500;

    // Loggers print inner exceptions by recursion.
    private const int MaxLogged = 500;

    /// <summary>The message, or the reason why it cannot be read.</summary>
    public static string MessageOf(Exception exception) => Read(exception, static e => e.Message, "message");

    /// <summary>
    /// The message with those of its causes, for a sentence: the message of a failed activity says only that it failed.
    /// </summary>
    public static string ReasonOf(Exception exception)
    {
        var reasons = new List<string>();
        for (var cause = exception; cause is not null && reasons.Count < MaxReasons; cause = cause.InnerException)
        {
            var reason = RecordedText.Shortened(MessageOf(cause), LongestReason);
            if (!reasons.Contains(reason))
            {
                reasons.Add(reason);
            }
        }

        return string.Join(": ", reasons);
    }

    /// <summary>The stack trace, or the reason why it cannot be read; empty if there is none.</summary>
    public static string StackTraceOf(Exception exception) =>
        Read(exception, static e => e.StackTrace, "stack trace");

    /// <summary>
    /// The exception that is safe for a logger: itself, or a description of it if reading it in full throws or never
    /// ends.
    /// </summary>
    public static Exception ForLog(Exception exception) =>
        !IsEndless(exception) && IsPrintable(exception) ? exception : new UnreadableException(exception);

    private static bool IsPrintable(Exception exception)
    {
        try
        {
            return exception.ToString() is not null;
        }
        catch (Exception)
        {
            return false;
        }
    }

    // Counts what a logger would write over all branches: a chain with a cycle never ends.
    private static bool IsEndless(Exception exception)
    {
        var seen = 0;
        var open = new Stack<Exception>([exception]);
        while (open.TryPop(out var next))
        {
            if (++seen > MaxLogged)
            {
                return true;
            }

            foreach (var inner in next is AggregateException many ? many.InnerExceptions : Inner(next))
            {
                open.Push(inner);
            }
        }

        return false;
    }

    private static IEnumerable<Exception> Inner(Exception exception) =>
        exception.InnerException is { } inner ? [inner] : [];

    private static string Read(Exception exception, Func<Exception, string?> member, string name)
    {
        try
        {
            return member(exception) ?? string.Empty;
        }
        catch (Exception e)
        {
            return $"(the {name} of this {exception.GetType().Name} cannot be read: "
                + $"reading it throws a {e.GetType().Name})";
        }
    }
}
