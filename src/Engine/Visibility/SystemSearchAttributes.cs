using System.Collections.Frozen;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>The search attributes that every namespace has; Temporal's names and types.</summary>
public static class SystemSearchAttributes
{
    /// <summary>Those that the engine sets, and nobody else may.</summary>
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

    /// <summary>Those that a workflow, an SDK or a part of the server sets like custom ones.</summary>
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

    /// <summary>Whether nobody may add an attribute of a name.</summary>
    public static bool IsReserved(string name) =>
        System.ContainsKey(name)
        || Predefined.ContainsKey(name)
        || Names.Contains(name)
        || name.StartsWith("Temporal", StringComparison.Ordinal);
}
