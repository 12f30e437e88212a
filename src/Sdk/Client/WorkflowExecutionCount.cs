using Cairn.Api.WorkflowService.V1;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>The result of counting workflows.</summary>
public class WorkflowExecutionCount
{
    /// <summary>Creates it from the server's answer.</summary>
    protected internal WorkflowExecutionCount(CountWorkflowExecutionsResponse raw)
    {
        Count = raw.Count;
        Groups = [.. raw.Groups.Select(group => new AggregationGroup(group))];
    }

    /// <summary>The number of workflows; with GROUP BY, the sum of all groups.</summary>
    public long Count { get; private init; }

    /// <summary>The groups of a query with GROUP BY; else empty.</summary>
    public IReadOnlyCollection<AggregationGroup> Groups { get; private init; }

    /// <summary>A group of workflows with the same value.</summary>
    public class AggregationGroup
    {
        /// <summary>Creates it from the server's answer.</summary>
        protected internal AggregationGroup(CountWorkflowExecutionsResponse.Types.AggregationGroup raw)
        {
            Count = raw.Count;
            GroupValues = [
                .. raw.GroupValues.Select(
                    value => SearchAttributePayloads.Read("group", value)?.Value ?? string.Empty),
            ];
        }

        /// <summary>The number of workflows in the group.</summary>
        public long Count { get; private init; }

        /// <summary>The common values, one for each name in GROUP BY.</summary>
        public IReadOnlyCollection<object> GroupValues { get; private init; }
    }
}
