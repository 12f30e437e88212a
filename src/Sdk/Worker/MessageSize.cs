using Cairn.Api.Failure.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>Reports that are larger than the server takes: they would be as large the next time.</summary>
internal static class MessageSize
{
    /// <summary>The error type of failures that stand for such a report, as in Temporal's SDKs.</summary>
    public const string ErrorType = "GrpcMessageTooLarge";

    /// <summary>The failure that says so.</summary>
    /// <param name="what">What was to be reported.</param>
    /// <param name="bytes">How large the report was.</param>
    /// <param name="error">The server's refusal, which names its limit.</param>
    public static Failure ToFailure(string what, int bytes, RpcException error) => new()
    {
        Message = $"GRPC Message too large: {what} has {bytes} bytes ({error.Message}). Pass large values by "
            + "reference, such as the key of a file in a store.",
        Source = DefaultFailureConverter.Source,
        ApplicationFailureInfo = new() { Type = ErrorType, NonRetryable = true },
    };
}
