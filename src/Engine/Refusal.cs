using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Engine;

/// <summary>Why a request is refused: the error that the caller receives. Nothing was written.</summary>
/// <param name="Code">The gRPC status.</param>
/// <param name="Message">The error text, part of the contract where SDKs and users look for it.</param>
/// <param name="Detail">The typed detail, where SDKs distinguish errors by it.</param>
public sealed record Refusal(StatusCode Code, string Message, IMessage? Detail = null)
{
    /// <summary>The request is invalid, whatever the state.</summary>
    public static Refusal InvalidArgument(string message) => new(StatusCode.InvalidArgument, message);

    /// <summary>The request names something that does not exist.</summary>
    public static Refusal NotFound(string message) => new(StatusCode.NotFound, message, new NotFoundFailure());

    /// <summary>The workflow cannot answer now.</summary>
    public static Refusal NotReady(string message) =>
        new(StatusCode.FailedPrecondition, message, new WorkflowNotReadyFailure());

    /// <summary>A limit is reached; the same request may succeed later.</summary>
    public static Refusal Exhausted(ResourceExhaustedCause cause, string message) => new(
        StatusCode.ResourceExhausted,
        message,
        new ResourceExhaustedFailure { Cause = cause, Scope = ResourceExhaustedScope.Namespace });

    /// <summary>The run is closed.</summary>
    public static readonly Refusal AlreadyCompleted = NotFound("workflow execution already completed");

    /// <summary>The token names a workflow task that has ended.</summary>
    public static readonly Refusal WorkflowTaskNotFound = NotFound("Workflow task not found.");

    /// <summary>The token names an attempt that has ended.</summary>
    public static readonly Refusal ActivityNotFound =
        NotFound("invalid activityID or activity already timed out or invoking workflow is completed");

    /// <summary>The caller's chain began with another run.</summary>
    public static readonly Refusal ExecutionNotFound = NotFound("workflow execution not found");
}
