using Cairn.Api.Common.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Shared by the polls for tasks.</summary>
internal static class Polls
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>Refuses an invalid poll; otherwise returns its deadline.</summary>
    public static PollDeadline Check(Node node, TaskQueue? queue, string identity, RpcContext context)
    {
        if (Names.CheckQueue(queue) is { } text)
        {
            throw Refused.Invalid(text);
        }

        Targets.CheckLength(identity, "Identity");
        if (context.Timeout < Shortest)
        {
            throw new RpcException(RpcException.StatusCode.FailedPrecondition, "Context timeout is too short.");
        }

        return Wait(node, context, Limits.TaskPoll);
    }

    /// <summary>
    /// The build id of a polling worker, for the event of its task; null if it names none, or has a deployment, which
    /// events show in another field.
    /// </summary>
    public static WorkerVersionStamp? Version(WorkerVersionCapabilities? capabilities) =>
        capabilities is { BuildId.Length: > 0 }
        && !(capabilities.UseVersioning && capabilities.DeploymentSeriesName.Length > 0)
            ? new() { BuildId = capabilities.BuildId, UseVersioning = capabilities.UseVersioning }
            : null;

    /// <summary>
    /// A poll answers without a task a little before its caller's deadline, so that the caller receives an empty answer
    /// and not an error.
    /// </summary>
    public static PollDeadline Wait(Node node, RpcContext context, TimeSpan longest)
    {
        var wait = context.Timeout is { } timeout && timeout - Margin < longest ? timeout - Margin : longest;
        return new PollDeadline(node.Options.WaitTime, node.Options.WaitTime.GetUtcNow() + wait);
    }
}
