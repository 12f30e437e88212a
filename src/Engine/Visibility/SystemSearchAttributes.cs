using System.Collections.Frozen;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>The search attributes that every namespace has; Temporal's names and types.</summary>
public static class SystemSearchAttributes
{
    /// <summary>The attributes that only the engine sets.</summary>
    public static readonly FrozenDictionary<string, IndexedValueType> System =
        new Dictionary<string, IndexedValueType>
        {
            ["WorkflowId"] = IndexedValueType.Keyword,
            ["RunId"] = IndexedValueType.Keyword,
            ["WorkflowType"] = IndexedValueType.Keyword,
            ["TaskQueue"] = IndexedValueType.Keyword,
            ["ExecutionStatus"] = IndexedValueType.Keyword,
            ["StartTime"] = IndexedValueType.Datetime,
            ["ExecutionTime"] = IndexedValueType.Datetime,
            ["CloseTime"] = IndexedValueType.Datetime,
            ["ExecutionDuration"] = IndexedValueType.Int,
            ["HistoryLength"] = IndexedValueType.Int,
            ["HistorySizeBytes"] = IndexedValueType.Int,
            ["StateTransitionCount"] = IndexedValueType.Int,
            ["ParentWorkflowId"] = IndexedValueType.Keyword,
            ["ParentRunId"] = IndexedValueType.Keyword,
            ["RootWorkflowId"] = IndexedValueType.Keyword,
            ["RootRunId"] = IndexedValueType.Keyword,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes that a workflow, an SDK or a part of the server may set.</summary>
    public static readonly FrozenDictionary<string, IndexedValueType> Predefined =
        new Dictionary<string, IndexedValueType>
        {
            ["TemporalChangeVersion"] = IndexedValueType.KeywordList,
            ["BinaryChecksums"] = IndexedValueType.KeywordList,
            ["BuildIds"] = IndexedValueType.KeywordList,
            ["TemporalPauseInfo"] = IndexedValueType.KeywordList,
            ["TemporalReportedProblems"] = IndexedValueType.KeywordList,
            ["TemporalUsedWorkerDeploymentVersions"] = IndexedValueType.KeywordList,
            ["BatcherNamespace"] = IndexedValueType.Keyword,
            ["BatcherUser"] = IndexedValueType.Keyword,
            ["TemporalScheduledById"] = IndexedValueType.Keyword,
            ["TemporalNamespaceDivision"] = IndexedValueType.Keyword,
            ["TemporalWorkerDeployment"] = IndexedValueType.Keyword,
            ["TemporalWorkerDeploymentVersion"] = IndexedValueType.Keyword,
            ["TemporalWorkflowVersioningBehavior"] = IndexedValueType.Keyword,
            ["TemporalScheduledStartTime"] = IndexedValueType.Datetime,
            ["TemporalSchedulePaused"] = IndexedValueType.Bool,
            ["TemporalExternalPayloadCount"] = IndexedValueType.Int,
            ["TemporalExternalPayloadSizeBytes"] = IndexedValueType.Int,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Names = new[]
    {
        "NamespaceId", "MemoEncoding", "Memo", "VisibilityTaskKey",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a name cannot be used for a custom attribute.</summary>
    public static bool IsReserved(string name) =>
        System.ContainsKey(name)
        || Predefined.ContainsKey(name)
        || Names.Contains(name)
        || name.StartsWith("Temporal", StringComparison.Ordinal);
}
