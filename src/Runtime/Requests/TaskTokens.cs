using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Protocol;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Task tokens: a worker receives one with a task and returns it with the result.</summary>
internal static class TaskTokens
{
    /// <summary>The token of a run's current workflow task.</summary>
    public static ByteString OfWorkflowTask(Execution state)
    {
        var token = Of(state);
        token.ScheduledEventId = state.Task!.ScheduledEventId;
        token.StartedEventId = state.Task.StartedEventId;
        token.Attempt = state.Task.Attempt;
        token.StartedTicks = state.Task.StartedTime.UtcTicks;
        return token.ToByteString();
    }

    /// <summary>The token of an attempt of an activity.</summary>
    public static ByteString OfActivity(Execution state, Activity activity)
    {
        var token = Of(state);
        token.ScheduledEventId = activity.ScheduledEventId;
        token.Attempt = activity.Attempt;
        token.StartedTicks = activity.StartedTime.UtcTicks;
        return token.ToByteString();
    }

    /// <summary>Reads the token of a request.</summary>
    /// <exception cref="Exceptions.RpcException">The token is invalid, or it belongs to another namespace.</exception>
    public static TaskToken Read(ByteString bytes, NamespaceName @namespace)
    {
        if (bytes.IsEmpty)
        {
            throw Refused.Invalid("Task token not set on request.");
        }

        TaskToken token;
        try
        {
            token = TaskToken.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw Refused.Invalid("Error deserializing task token.");
        }

        if (token.Namespace != @namespace.Value)
        {
            throw Refused.Invalid(token.Namespace.Length == 0
                ? "Namespace not set on request."
                : "Operation requested with a token from a different namespace.");
        }

        return token;
    }

    /// <summary>The run of a token.</summary>
    public static ExecutionKey KeyOf(this TaskToken token) =>
        new(new(token.Namespace), new(token.WorkflowId), new(token.RunId));

    /// <summary>The workflow task of a token.</summary>
    public static TaskIdentity WorkflowTaskOf(this TaskToken token) =>
        new(token.ScheduledEventId, token.StartedEventId, token.Attempt, Time(token));

    /// <summary>The activity attempt of a token.</summary>
    public static ActivityAttempt AttemptOf(this TaskToken token) =>
        new(token.ScheduledEventId, token.Attempt, Time(token));

    private static TaskToken Of(Execution state) => new()
    {
        Namespace = state.Key.Namespace.Value,
        WorkflowId = state.Key.WorkflowId.Value,
        RunId = state.Key.RunId.Value,
    };

    private static DateTimeOffset Time(TaskToken token) =>
        token.StartedTicks >= 0 && token.StartedTicks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(token.StartedTicks, TimeSpan.Zero)
            : default;
}
