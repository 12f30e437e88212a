using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Activities;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Finds the activity of a request by its token or by its id.</summary>
internal static class ActivityTargets
{
    /// <summary>Decides an operation on the attempt of a token.</summary>
    public static Task<T> ByTokenAsync<T>(
        Node node, string @namespace, ByteString taskToken, string identity, Func<Turn, Activity, T> decide)
    {
        var token = TaskTokens.Read(taskToken, node.Namespaces.Find(@namespace));
        Targets.CheckLength(identity, "Identity");
        return node.AskAsync(token.KeyOf(), scope =>
        {
            var run = scope.Run ?? throw Refused.By(Refusal.AlreadyCompleted);
            Refused.If(FindActivity.ByToken(run.State, token.AttemptOf(), out var activity));
            return Decide(scope, run, activity!, decide);
        });
    }

    /// <summary>Decides an operation on the activity with an id.</summary>
    public static Task<T> ByIdAsync<T>(
        Node node,
        string namespaceName,
        string workflowId,
        string runId,
        string activityId,
        string identity,
        Func<Turn, Activity, T> decide,
        bool onlyStarted = false)
    {
        NamespaceName @namespace = node.Namespaces.Find(namespaceName);
        Targets.CheckIds(workflowId, runId);
        if (activityId.Length == 0)
        {
            throw Refused.Invalid("ActivityId is not set on request.");
        }

        Targets.CheckLength(identity, "Identity");
        return node.AskAsync(@namespace, workflowId, runId, scope =>
        {
            var run = Targets.Find(scope, workflowId, runId);
            Refused.If(onlyStarted
                ? FindActivity.StartedById(run.State, activityId, out var activity)
                : FindActivity.ById(run.State, activityId, out activity));
            return Decide(scope, run, activity!, decide);
        });
    }

    private static T Decide<T>(Scope scope, CachedExecution run, Activity activity, Func<Turn, Activity, T> decide)
    {
        var turn = scope.Begin(run);
        var answer = decide(turn, activity);
        scope.End(run, turn);
        return answer;
    }
}
