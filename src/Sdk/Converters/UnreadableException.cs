namespace Cairn.Converters;

/// <summary>Replaces in the log an exception that cannot be read in full.</summary>
internal sealed class UnreadableException(Exception exception)
    : Exception($"{exception.GetType().FullName}: {ExceptionReading.MessageOf(exception)}")
{
    private readonly string stackTrace = ExceptionReading.StackTraceOf(exception);

    /// <summary>The stack trace of the replaced exception.</summary>
    public override string StackTrace => stackTrace;
}
