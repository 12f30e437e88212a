using Cairn.Api.Failure.V1;

namespace Cairn.Engine.Rules;

/// <summary>Cuts failures that are too large.</summary>
internal static class Failures
{
    /// <summary>
    /// The failure of an attempt as it is kept until the next one; a failure that was cut does not end the retries.
    /// </summary>
    public static Failure Kept(Failure failure) => failure.CalculateSize() <= Limits.KeptFailureBytes
        ? failure
        : Replace(failure, Limits.KeptFailureBytes, isFinal: false);

    /// <summary>The failure of a request as an event may have it; a failure that was cut is not retried.</summary>
    public static Failure Recorded(Failure failure) => failure.CalculateSize() <= Limits.BlobBytes
        ? failure
        : Replace(failure, Limits.CutFailureBytes, isFinal: true);

    private static Failure Replace(Failure failure, int size, bool isFinal) => new()
    {
        Message = "Failure exceeds size limit.",
        Source = "Server",
        ServerFailureInfo = new ServerFailureInfo { NonRetryable = isFinal },
        Cause = new Failure
        {
            Message = Cut(failure.Message, size / 4),
            Source = Cut(failure.Source, size / 16),
            StackTrace = Cut(failure.StackTrace, size / 4),
            ApplicationFailureInfo = failure.ApplicationFailureInfo is { } info
                ? new ApplicationFailureInfo { Type = Cut(info.Type, size / 16), NonRetryable = info.NonRetryable }
                : null,
        },
    };

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
