using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Visibility;

namespace Cairn.Runtime.Effects;

/// <summary>
/// Runs that took a message of another workflow and have closed since. One that is brought again must not go to the run
/// that followed them.
/// </summary>
internal static class ClosedReceivers
{
    private const int Page = 100;

    /// <summary>Whether there is one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="namespace">The namespace of both.</param>
    /// <param name="workflowId">The workflow id that the message is for.</param>
    /// <param name="initiated">The event that sent the message: what closed before it has not taken it.</param>
    /// <param name="hasTaken">Whether a run has taken the message.</param>
    public static async Task<bool> AnyAsync(
        Node node,
        NamespaceName @namespace,
        string workflowId,
        HistoryEvent initiated,
        Func<Execution, bool> hasTaken)
    {
        var query = ListQuery.Of(new Filter.All(
        [
            Test("WorkflowId", TestOperator.OneOf, SearchValue.Of(workflowId)),
            Test("CloseTime", TestOperator.AtLeast, SearchValue.Of(initiated.EventTime.ToDateTimeOffset())),
        ]));
        for (ListPlace? place = null; ;)
        {
            var heads = await node.Store.ListAsync(@namespace, query, place, Page);
            foreach (var head in heads)
            {
                if (await node.AskAsync(head.Key, scope => scope.Run is { } run && hasTaken(run.State)))
                {
                    return true;
                }
            }

            if (heads.Count < Page)
            {
                return false;
            }

            place = ListPlace.Of(heads[^1], query.Order);
        }
    }

    private static Filter.Test Test(string attribute, TestOperator test, SearchValue value) =>
        new(new(attribute, SystemSearchAttributes.System[attribute]), test, [value]);
}
