using System.Runtime.CompilerServices;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Exceptions;

/// <summary>A call to the server that was refused or that failed.</summary>
public class RpcException : CairnException
{
    private readonly IMessage? detail;

    /// <summary>Creates an exception without a typed detail.</summary>
    /// <param name="code">The gRPC status.</param>
    /// <param name="message">The error text.</param>
    public RpcException(StatusCode code, string message)
        : this(code, message, rawStatus: null)
    {
    }

    /// <summary>Creates an exception with a typed detail.</summary>
    /// <param name="code">The gRPC status.</param>
    /// <param name="message">The error text.</param>
    /// <param name="detail">
    /// The typed detail, by which SDKs distinguish errors with the same code; null if there is none.
    /// </param>
    public RpcException(StatusCode code, string message, IMessage? detail)
        : this(code, message, rawStatus: null) => this.detail = detail;

    /// <summary>Creates an exception with the status as it came over the network.</summary>
    /// <param name="code">The gRPC status.</param>
    /// <param name="message">The error text.</param>
    /// <param name="rawStatus">The bytes of the gRPC status, with typed details; null if there are none.</param>
    [OverloadResolutionPriority(1)] // A null means this one, as in Temporal's SDK.
    public RpcException(StatusCode code, string message, byte[]? rawStatus)
        : base(message)
    {
        Code = code;
        RawStatus = rawStatus;
        GrpcStatus = new(ReadStatus);
    }

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
    public StatusCode Code { get; }

    /// <summary>
    /// The bytes of the status as they came over the network; null if the server sent none, or is in this process.
    /// </summary>
    public byte[]? RawStatus { get; }

    /// <summary>
    /// The status with its typed details, read when it is asked for; null if <see cref="RawStatus"/> cannot be read.
    /// </summary>
    public Lazy<Api.Common.V1.GrpcStatus?> GrpcStatus { get; }

    /// <summary>
    /// The typed detail, by which SDKs distinguish errors with the same code; null if there is none of a known type.
    /// </summary>
    public IMessage? Detail => detail ?? (RawStatus is null ? null : StatusDetails.From(RawStatus));

    private Api.Common.V1.GrpcStatus? ReadStatus()
    {
        if (RawStatus is null)
        {
            var status = new Api.Common.V1.GrpcStatus { Code = (int)Code, Message = Message };
            if (detail is not null)
            {
                status.Details.Add(Any.Pack(detail));
            }

            return status;
        }

        try
        {
            return Api.Common.V1.GrpcStatus.Parser.ParseFrom(RawStatus);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
