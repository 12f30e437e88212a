using System.Collections.Frozen;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>The names of the statuses of a run in the search attribute ExecutionStatus.</summary>
public static class ExecutionStatuses
{
    /// <summary>The name of each value on the wire.</summary>
    public static readonly FrozenDictionary<int, string> ByNumber = Enum.GetValues<WorkflowExecutionStatus>()
        .Where(status => status != WorkflowExecutionStatus.Unspecified)
        .ToFrozenDictionary(status => (int)status, status => status.ToString());

    /// <summary>The value on the wire of each name.</summary>
    public static readonly FrozenDictionary<string, int> ByName =
        ByNumber.ToFrozenDictionary(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);
}
