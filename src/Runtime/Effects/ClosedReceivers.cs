using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Storage.Visibility;

namespace Cairn.Runtime.Effects;

/// <summary>
/// Runs that took a message of another workflow and have closed since. One that is brought again must not go to the run
/// that followed them.
/// </summary>
internal static class ClosedReceivers
{
    private const int Page = 100;

    /// <summary>Finds one, also among those that are deleted and stay until others have heard of them.</summary>
    /// <param name="node">The node.</param>
    /// <param name="namespace">The namespace of both.</param>
    /// <param name="workflowId">The workflow id that the message is for.</param>
    /// <param name="initiated">The event that sent the message: what closed before it has not taken it.</param>
    /// <param name="hasTaken">Whether a run has taken the message.</param>
    /// <returns>The run; null if there is none.</returns>
    public static async Task<Execution?> FindAsync(
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
            new Filter.Any(
            [
                new Filter.Test(ListQuery.Division, TestOperator.Missing, []),
                new Filter.Test(ListQuery.Division, TestOperator.OneOf, [Heads.DivisionOfDeleted]),
            ]),
        ]));
        for (ListPlace? place = null; ;)
        {
            var heads = await node.Store.ListAsync(@namespace, query, place, Page);
            foreach (var head in heads)
            {
                var run = await node.AskAsync(head.Key, scope => scope.Kept?.State);
                if (run is not null && hasTaken(run))
                {
                    return run;
                }
            }

            if (heads.Count < Page)
            {
                return null;
            }

            place = ListPlace.Of(heads[^1], query.Order);
        }
    }

    private static Filter.Test Test(string attribute, TestOperator test, SearchValue value) =>
        new(new(attribute, SystemSearchAttributes.System[attribute]), test, [value]);
}
