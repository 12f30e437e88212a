using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Updates;

namespace Cairn.Runtime.Requests;

/// <summary>Shared by the requests about updates.</summary>
internal static class Updates
{
    /// <summary>Refuses an invalid update; adds an id if it has none.</summary>
    public static Request Check(Node node, Request? request)
    {
        if (request?.Meta is null)
        {
            throw Refused.Invalid("Update meta is not set on request.");
        }

        Targets.CheckLength(request.Meta.UpdateId, "UpdateId");
        if (request.Input is null)
        {
            throw Refused.Invalid("Update input is not set on request.");
        }

        if (request.Input.Name.Length == 0)
        {
            throw Refused.Invalid("Update name is not set on request.");
        }

        if (request.Input.Args?.CalculateSize() > Limits.BlobBytes)
        {
            throw Refused.Invalid("Blob data size exceeds limit.");
        }

        if (request.Meta.UpdateId.Length > 0)
        {
            return request;
        }

        var named = request.Clone();
        named.Meta.UpdateId = node.Options.NewId().ToString();
        return named;
    }

    /// <summary>Refuses to answer when an update is only admitted: it may still be lost.</summary>
    public static UpdateWorkflowExecutionLifecycleStage CheckStage(WaitPolicy? policy) =>
        policy?.LifecycleStage switch
        {
            UpdateWorkflowExecutionLifecycleStage.Admitted => throw new RpcException(
                RpcException.StatusCode.PermissionDenied,
                "UpdateWorkflowExecution issued asynchronously and waiting on update admitted is not supported.",
                new Api.ErrorDetails.V1.PermissionDeniedFailure()),
            { } stage => stage,
            null => UpdateWorkflowExecutionLifecycleStage.Unspecified,
        };

    /// <summary>Waits until an update has reached the requested stage or the caller's deadline is over.</summary>
    /// <returns>Its outcome; null if it has none yet.</returns>
    public static async Task<Outcome?> WaitAsync(
        Node node, PendingUpdate update, UpdateWorkflowExecutionLifecycleStage stage, RpcContext context)
    {
        using var waiter = update.Wait(stage);
        var left = Polls.Wait(node, context, Limits.UpdatePoll).Left;
        await using var timer = node.Options.WaitTime.CreateTimer(
            _ => waiter.Notify(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await using var registration = context.CancellationToken.UnsafeRegister(
            (_, token) => waiter.Cancel(token), null);
        await waiter.Over; // At the deadline the caller receives the current stage, and asks again.
        return update.Result();
    }

    /// <summary>A reference to an update of a run, as the API defines it.</summary>
    public static UpdateRef RefOf(WorkflowExecution run, PendingUpdate update) =>
        new() { WorkflowExecution = run, UpdateId = update.Id };
}
