using Cairn.Api.Failure.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>Reports that exceed the server's size limit: sending them again cannot help.</summary>
internal static class MessageSize
{
    /// <summary>The error type of the failure that replaces such a report, as in Temporal's SDKs.</summary>
    public const string ErrorType = "GrpcMessageTooLarge";

    /// <summary>The error type of a failure whose report would be refused because of one value.</summary>
    public const string OfPayloads = "PayloadsTooLarge";

    /// <summary>The failure that replaces the report.</summary>
    /// <param name="what">The report.</param>
    /// <param name="bytes">The size of the report.</param>
    /// <param name="error">The server's error, which names its limit.</param>
    public static Failure ToFailure(string what, int bytes, RpcException error) => new()
    {
        Message = $"GRPC Message too large: {what} has {bytes} bytes ({error.Message}). Pass large values by "
            + "reference, such as the key of a file in a store.",
        Source = DefaultFailureConverter.Source,
        ApplicationFailureInfo = new() { Type = ErrorType, NonRetryable = true },
    };
}
