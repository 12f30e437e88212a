using Cairn.Api.Common.V1;

namespace Cairn.Engine.Rules;

/// <summary>Checks a priority of a request.</summary>
public static class Priorities
{
    /// <summary>Returns what is wrong with a priority; null if it is valid.</summary>
    public static string? Check(Priority? priority) => priority switch
    {
        null => null,
        { PriorityKey: < 0 } => "priority key can't be negative",
        _ when Names.Bytes(priority.FairnessKey) > Limits.FairnessKeyBytes => "fairness key length exceeds limit",
        _ => null,
    };
}
