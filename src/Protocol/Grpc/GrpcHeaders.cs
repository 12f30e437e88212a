namespace Cairn.Protocol.Grpc;

/// <summary>The names of the headers and trailers of gRPC over HTTP/2, and their constant values.</summary>
internal static class GrpcHeaders
{
    /// <summary>The content type of requests and answers.</summary>
    public const string ContentType = "application/grpc";

    /// <summary>How long the caller waits: <see cref="GrpcTimeout"/>.</summary>
    public const string Timeout = "grpc-timeout";

    /// <summary>The encoding of the messages whose frames say that they are compressed.</summary>
    public const string Encoding = "grpc-encoding";

    /// <summary>The encodings that the sender of the header can read.</summary>
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>The encodings that client and server can read.</summary>
    public const string AcceptedEncodings = $"identity,{Gzip.Name}";

    /// <summary>The number of the status code.</summary>
    public const string Status = "grpc-status";

    /// <summary>The message of an error: <see cref="PercentEncoding"/>.</summary>
    public const string Message = "grpc-message";

    /// <summary>The typed detail of an error: <see cref="Grpc.StatusDetails"/>.</summary>
    public const string StatusDetails = "grpc-status-details-bin";
}
