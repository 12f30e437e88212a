namespace Cairn.Converters;

/// <summary>Stands in the log for an exception that cannot be read in full.</summary>
internal sealed class UnreadableException(Exception exception)
    : Exception($"{exception.GetType().FullName}: {ExceptionReading.MessageOf(exception)}")
{
    private readonly string stackTrace = ExceptionReading.StackTraceOf(exception);

    /// <summary>That of the exception it stands for.</summary>
    public override string StackTrace => stackTrace;
}
