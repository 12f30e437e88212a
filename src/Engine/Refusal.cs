using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Engine;

/// <summary>Why a request is not taken: what the caller gets instead of an answer. Nothing was written.</summary>
/// <param name="Code">The gRPC status.</param>
/// <param name="Message">The text, part of the contract where SDKs and users look for it.</param>
/// <param name="Detail">The typed detail, where SDKs tell failures apart by it.</param>
public sealed record Refusal(StatusCode Code, string Message, IMessage? Detail = null)
{
    /// <summary>The request is wrong, whatever the state.</summary>
    public static Refusal InvalidArgument(string message) => new(StatusCode.InvalidArgument, message);

    /// <summary>What the request names is not there.</summary>
    public static Refusal NotFound(string message) => new(StatusCode.NotFound, message, new NotFoundFailure());

    /// <summary>The workflow cannot answer now.</summary>
    public static Refusal NotReady(string message) =>
        new(StatusCode.FailedPrecondition, message, new WorkflowNotReadyFailure());

    /// <summary>A limit is reached; the same request may be taken later.</summary>
    public static Refusal Exhausted(ResourceExhaustedCause cause, string message) => new(
        StatusCode.ResourceExhausted,
        message,
        new ResourceExhaustedFailure { Cause = cause, Scope = ResourceExhaustedScope.Namespace });

    /// <summary>The run is closed.</summary>
    public static readonly Refusal AlreadyCompleted = NotFound("workflow execution already completed");

    /// <summary>The token names a workflow task that is over.</summary>
    public static readonly Refusal WorkflowTaskNotFound = NotFound("Workflow task not found.");

    /// <summary>The token names an attempt that is over.</summary>
    public static readonly Refusal ActivityNotFound =
        NotFound("invalid activityID or activity already timed out or invoking workflow is completed");

    /// <summary>The run that the caller's chain began with is another one.</summary>
    public static readonly Refusal ExecutionNotFound = NotFound("workflow execution not found");
}
