using Cairn.Api.Failure.V1;

namespace Cairn.Engine.Executions.Activities;

/// <summary>The failure of an attempt as it is kept until the next one: not larger than the limit.</summary>
internal static class KeptFailure
{
    /// <summary>The failure itself, or, if it is too large, what is left of it.</summary>
    public static Failure Of(Failure failure)
    {
        if (failure.CalculateSize() <= Limits.KeptFailureBytes)
        {
            return failure;
        }

        return new Failure
        {
            Message = "Failure exceeds size limit.",
            Source = "Server",
            ServerFailureInfo = new ServerFailureInfo(),
            Cause = new Failure
            {
                Message = Cut(failure.Message, Limits.KeptFailureBytes / 4),
                Source = Cut(failure.Source, Limits.KeptFailureBytes / 16),
                StackTrace = Cut(failure.StackTrace, Limits.KeptFailureBytes / 4),
                ApplicationFailureInfo = failure.ApplicationFailureInfo is { } info
                    ? new ApplicationFailureInfo
                    {
                        Type = Cut(info.Type, Limits.KeptFailureBytes / 16),
                        NonRetryable = info.NonRetryable,
                    }
                    : null,
            },
        };
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
