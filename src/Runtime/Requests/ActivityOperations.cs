using Cairn.Api.Common.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Rules;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Requests;

/// <summary>Shared by all operations on pending activities.</summary>
internal static class ActivityOperations
{
    /// <summary>Decides an operation on activities of a run.</summary>
    public static Task<T> DecideAsync<T>(
        Node node, string namespaceName, WorkflowExecution? named, Func<Turn, Refusal?> decide, Func<T> answer)
    {
        var @namespace = node.Namespaces.Find(namespaceName);
        var execution = Targets.Check(named);
        return node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var run = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            var turn = scope.Begin(run);
            Refused.If(decide(turn));
            scope.End(run, turn);
            return answer();
        });
    }

    /// <summary>A random delay within the jitter of a request, drawn from the node's source of ids.</summary>
    public static TimeSpan Draw(Node node, Duration? jitter)
    {
        if (Durations.Check(jitter) is { } wrong)
        {
            throw Refused.Invalid($"invalid Jitter: {wrong}");
        }

        var drawn = BitConverter.ToUInt32(node.Options.NewId().ToByteArray(), startIndex: 12);
        return (Durations.Read(jitter) ?? TimeSpan.Zero) * ((double)drawn / uint.MaxValue);
    }
}
