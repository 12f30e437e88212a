using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Updates;

namespace Cairn.Runtime.Requests;

/// <summary>What requests about updates have in common.</summary>
internal static class Updates
{
    /// <summary>Refuses an update that cannot be; gives one without an id its id.</summary>
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

    /// <summary>Refuses to answer as soon as an update is known: nobody could tell whether it stays known.</summary>
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

    /// <summary>Waits until an update is as far as its caller wants, or the caller's deadline is over.</summary>
    /// <returns>Its outcome; null if it has none yet.</returns>
    public static async Task<Outcome?> WaitAsync(
        Node node, PendingUpdate update, UpdateWorkflowExecutionLifecycleStage stage, RpcContext context)
    {
        using var waiter = update.Wait(stage);
        var left = Polls.Wait(node, context, Limits.UpdatePoll).Left;
        await using var timer = node.Options.TimeProvider.CreateTimer(
            _ => waiter.Notify(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await using var registration = context.CancellationToken.UnsafeRegister(
            (_, token) => waiter.Cancel(token), null);
        await waiter.Over; // If time was up first, the caller learns how far the update is, and asks again.
        return update.Result();
    }

    /// <summary>The update of a run as the wire names it.</summary>
    public static UpdateRef RefOf(WorkflowExecution run, PendingUpdate update) =>
        new() { WorkflowExecution = run, UpdateId = update.Id };
}
