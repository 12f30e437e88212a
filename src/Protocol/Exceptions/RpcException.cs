using Google.Protobuf;

namespace Cairn.Exceptions;

/// <summary>A call to the server that was refused or that failed.</summary>
/// <param name="code">The gRPC status.</param>
/// <param name="message">The error text.</param>
/// <param name="detail">
/// The typed detail, by which SDKs distinguish errors with the same code; null if there is none.
/// </param>
public sealed class RpcException(RpcException.StatusCode code, string message, IMessage? detail = null)
    : CairnException(message)
{
    /// <summary>The gRPC status codes, with the values that they have on the wire.</summary>
    public enum StatusCode
    {
        /// <summary>No error.</summary>
        OK = 0,

        /// <summary>The caller cancelled the call.</summary>
        Cancelled = 1,

        /// <summary>An unexpected error.</summary>
        Unknown = 2,

        /// <summary>The request is wrong, whatever the state of the server.</summary>
        InvalidArgument = 3,

        /// <summary>The deadline of the call was reached before its end.</summary>
        DeadlineExceeded = 4,

        /// <summary>What the request names does not exist.</summary>
        NotFound = 5,

        /// <summary>The request would create something that exists already.</summary>
        AlreadyExists = 6,

        /// <summary>The caller may not do this.</summary>
        PermissionDenied = 7,

        /// <summary>A limit is reached; the same call may succeed later.</summary>
        ResourceExhausted = 8,

        /// <summary>The request is not allowed in the current state.</summary>
        FailedPrecondition = 9,

        /// <summary>Another call interfered.</summary>
        Aborted = 10,

        /// <summary>The request exceeds a valid range.</summary>
        OutOfRange = 11,

        /// <summary>The server does not have this call.</summary>
        Unimplemented = 12,

        /// <summary>The server broke one of its own rules.</summary>
        Internal = 13,

        /// <summary>The server cannot answer now; the same call may succeed later.</summary>
        Unavailable = 14,

        /// <summary>Data are lost.</summary>
        DataLoss = 15,

        /// <summary>The caller is not authenticated.</summary>
        Unauthenticated = 16,
    }

    /// <summary>The gRPC status.</summary>
    public StatusCode Code => code;

    /// <summary>The typed detail, by which SDKs distinguish errors with the same code; null if there is none.</summary>
    public IMessage? Detail => detail;
}
