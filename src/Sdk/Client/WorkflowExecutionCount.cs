using Cairn.Api.WorkflowService.V1;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>How many workflows there are.</summary>
public class WorkflowExecutionCount
{
    /// <summary>Creates it of what the server answered.</summary>
    protected internal WorkflowExecutionCount(CountWorkflowExecutionsResponse raw)
    {
        Count = raw.Count;
        Groups = [.. raw.Groups.Select(group => new AggregationGroup(group))];
    }

    /// <summary>How many; of a query that groups, of all groups together.</summary>
    public long Count { get; private init; }

    /// <summary>The groups of a query that groups.</summary>
    public IReadOnlyCollection<AggregationGroup> Groups { get; private init; }

    /// <summary>Workflows that share a value.</summary>
    public class AggregationGroup
    {
        /// <summary>Creates it of what the server answered.</summary>
        protected internal AggregationGroup(CountWorkflowExecutionsResponse.Types.AggregationGroup raw)
        {
            Count = raw.Count;
            GroupValues = [
                .. raw.GroupValues.Select(
                    value => SearchAttributePayloads.Read("group", value)?.Value ?? string.Empty),
            ];
        }

        /// <summary>How many.</summary>
        public long Count { get; private init; }

        /// <summary>The values that they share, one for each name that the query groups by.</summary>
        public IReadOnlyCollection<object> GroupValues { get; private init; }
    }
}
