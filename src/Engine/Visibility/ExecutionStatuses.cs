using System.Collections.Frozen;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>How the search attribute ExecutionStatus names the states of a run.</summary>
public static class ExecutionStatuses
{
    /// <summary>From the value on the wire to the name.</summary>
    public static readonly FrozenDictionary<int, string> ByNumber = Enum.GetValues<WorkflowExecutionStatus>()
        .Where(status => status != WorkflowExecutionStatus.Unspecified)
        .ToFrozenDictionary(status => (int)status, status => status.ToString());

    /// <summary>From the name to the value on the wire.</summary>
    public static readonly FrozenDictionary<string, int> ByName =
        ByNumber.ToFrozenDictionary(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);
}
