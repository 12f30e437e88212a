using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Storage.Visibility;

namespace Cairn.Runtime.Effects;

/// <summary>
/// Runs that received a message of another workflow and have closed since. A message that is delivered again must not
/// reach the run that followed them.
/// </summary>
internal static class ClosedReceivers
{
    private const int Page = 100;

    /// <summary>Finds one, including deleted runs that stay until other workflows are notified.</summary>
    /// <param name="node">The node.</param>
    /// <param name="namespace">The namespace of sender and receiver.</param>
    /// <param name="workflowId">The workflow id of the receiver.</param>
    /// <param name="initiated">
    /// The event that sent the message: a run that closed before it has not received it.
    /// </param>
    /// <param name="hasReceived">Whether a run has received the message.</param>
    /// <returns>The run; null if there is none.</returns>
    public static async Task<Execution?> FindAsync(
        Node node,
        NamespaceName @namespace,
        string workflowId,
        HistoryEvent initiated,
        Func<Execution, bool> hasReceived)
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
                var run = await node.AskAsync(head.Key, scope => scope.RunEvenIfDeleted?.State);
                if (run is not null && hasReceived(run))
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
