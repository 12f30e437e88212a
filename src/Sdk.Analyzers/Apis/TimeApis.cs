using Cairn.Sdk.Analyzers.Rules;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>Time, chance and identity.</summary>
internal static class TimeApis
{
    public static readonly IReadOnlyList<ForbiddenApi> All =
    [
        new("System.DateTime", "Now UtcNow Today", TimeRules.Clock, "Workflow.UtcNow"),
        new("System.DateTimeOffset", "Now UtcNow", TimeRules.Clock, "Workflow.UtcNow"),
        new("System.Guid", "NewGuid CreateVersion7", TimeRules.Identity, "Workflow.NewGuid()"),
    ];
}
