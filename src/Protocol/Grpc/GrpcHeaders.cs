namespace Cairn.Protocol.Grpc;

/// <summary>The names of the headers and trailers of gRPC over HTTP/2, and the values that never change.</summary>
internal static class GrpcHeaders
{
    /// <summary>The content type of requests and answers.</summary>
    public const string ContentType = "application/grpc";

    /// <summary>How many seconds, minutes ... the caller waits: <see cref="GrpcTimeout"/>.</summary>
    public const string Timeout = "grpc-timeout";

    /// <summary>How the messages are packed whose frames say that they are.</summary>
    public const string Encoding = "grpc-encoding";

    /// <summary>Which encodings the sender of the header can read.</summary>
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>What both sides can read.</summary>
    public const string AcceptedEncodings = $"identity,{Gzip.Name}";

    /// <summary>The number of the status code.</summary>
    public const string Status = "grpc-status";

    /// <summary>The message of an error: <see cref="PercentEncoding"/>.</summary>
    public const string Message = "grpc-message";

    /// <summary>The typed detail of an error: <see cref="Grpc.StatusDetails"/>.</summary>
    public const string StatusDetails = "grpc-status-details-bin";
}
