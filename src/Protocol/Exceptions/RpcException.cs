using Google.Protobuf;

namespace Cairn.Exceptions;

/// <summary>A call to the server that was refused or that failed.</summary>
/// <param name="code">The gRPC status.</param>
/// <param name="message">What was wrong, for people.</param>
/// <param name="detail">The typed detail by which SDKs tell failures of one code apart, if there is one.</param>
public sealed class RpcException(RpcException.StatusCode code, string message, IMessage? detail = null)
    : CairnException(message)
{
    /// <summary>The gRPC status codes, with the values that they have on the wire.</summary>
    public enum StatusCode
    {
        /// <summary>No error.</summary>
        OK = 0,

        /// <summary>The caller gave the call up.</summary>
        Cancelled = 1,

        /// <summary>An error that nobody foresaw.</summary>
        Unknown = 2,

        /// <summary>The request is wrong, whatever the state of the server.</summary>
        InvalidArgument = 3,

        /// <summary>The time of the call was over before its end.</summary>
        DeadlineExceeded = 4,

        /// <summary>What the request names does not exist.</summary>
        NotFound = 5,

        /// <summary>What the request would make exists.</summary>
        AlreadyExists = 6,

        /// <summary>The caller may not do this.</summary>
        PermissionDenied = 7,

        /// <summary>A limit is reached; the same call may go through later.</summary>
        ResourceExhausted = 8,

        /// <summary>The request does not fit the state of what it names.</summary>
        FailedPrecondition = 9,

        /// <summary>Another call came between.</summary>
        Aborted = 10,

        /// <summary>The request goes past the end of something.</summary>
        OutOfRange = 11,

        /// <summary>The server does not have this call.</summary>
        Unimplemented = 12,

        /// <summary>The server broke one of its own rules.</summary>
        Internal = 13,

        /// <summary>The server cannot answer now; the same call may go through later.</summary>
        Unavailable = 14,

        /// <summary>Data are lost.</summary>
        DataLoss = 15,

        /// <summary>The caller did not say who it is.</summary>
        Unauthenticated = 16,
    }

    /// <summary>The gRPC status.</summary>
    public StatusCode Code => code;

    /// <summary>The typed detail by which SDKs tell failures of one code apart; null if there is none.</summary>
    public IMessage? Detail => detail;
}
