using Cairn.Api.Failure.V1;
using Cairn.Converters;

namespace Cairn.Worker;

/// <summary>The failure with which an attempt is reported.</summary>
internal static class ActivityFailure
{
    public static async Task<Failure> OfAsync(Exception error, DataConverter converter)
    {
        Failure failure;
        try
        {
            failure = await converter.ToFailureAsync(error);
        }
        catch (Exception e)
        {
            // The attempt must be reported whatever user code's converter does, or it would hang until its timeout.
            return new()
            {
                Message = $"Failed to convert a {error.GetType().Name}: {e.Message}",
                Source = DefaultFailureConverter.Source,
                ApplicationFailureInfo = new() { Type = e.GetType().Name },
            };
        }

        // The server takes application failures only; another one, thrown on from a client call say, is the cause.
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
}
