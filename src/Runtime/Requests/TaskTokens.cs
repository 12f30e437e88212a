using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Protocol;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Tokens of tasks: what goes out with a task and must come back with its end.</summary>
internal static class TaskTokens
{
    /// <summary>The token of the workflow task that a run now has.</summary>
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

    /// <summary>Reads a token that came back.</summary>
    /// <exception cref="Exceptions.RpcException">It is none, or it is of another namespace.</exception>
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

    /// <summary>The run that a token belongs to.</summary>
    public static ExecutionKey KeyOf(this TaskToken token) =>
        new(new(token.Namespace), new(token.WorkflowId), new(token.RunId));

    /// <summary>The workflow task that a token says.</summary>
    public static TaskIdentity WorkflowTaskOf(this TaskToken token) =>
        new(token.ScheduledEventId, token.StartedEventId, token.Attempt, Time(token));

    /// <summary>The attempt of an activity that a token says.</summary>
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
