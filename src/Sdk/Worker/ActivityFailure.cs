using Cairn.Api.Failure.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>The failure that reports an attempt.</summary>
internal static class ActivityFailure
{
    public static async Task<Failure> OfAsync(Exception error, DataConverter converter)
    {
        var failure = await FailureReport.OfAsync(error, converter).ConfigureAwait(false);

        // The server accepts application failures only; another one, such as that of a client call, becomes the cause.
        return failure.ApplicationFailureInfo is not null
            ? failure
            : new()
            {
                Message = failure.Message,
                Source = DefaultFailureConverter.Source,
                Cause = failure,
                ApplicationFailureInfo = new() { Type = error.GetType().Name },
            };
    }

    /// <summary>
    /// The failure that replaces one which the server rejected. It keeps what decides whether there is a next attempt.
    /// </summary>
    public static Failure Unreported(Exception error, string activityType, RpcException refusal)
    {
        var failure = FailureReport.Unreported($"The failure of activity {activityType}", refusal);
        var decisive = Decisive(error);
        failure.ApplicationFailureInfo.Type = decisive.Type;
        failure.ApplicationFailureInfo.NonRetryable = decisive.NonRetryable;
        return failure;
    }

    /// <summary>What of an error decides whether there is a next attempt, and when.</summary>
    public static ApplicationFailureInfo Decisive(Exception error)
    {
        var application = error as ApplicationFailureException;
        return new()
        {
            Type = application?.ErrorType ?? error.GetType().Name,
            NonRetryable = application?.NonRetryable ?? false,
            NextRetryDelay = OptionValues.ToDuration(application?.NextRetryDelay),
        };
    }
}
