using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Visibility;
using Google.Protobuf.Collections;

namespace Cairn.Engine.Executions.Properties;

/// <summary>How memo and search attributes change.</summary>
internal static class ApplyProperties
{
    /// <summary>Search attributes are set, or taken away by empty values.</summary>
    public static Execution SearchAttributesUpserted(Execution state, HistoryEvent e) => state with
    {
        SearchAttributes = Merged(
            state.SearchAttributes, e.UpsertWorkflowSearchAttributesEventAttributes.SearchAttributes),
    };

    /// <summary>Notes are set, or taken away by empty values.</summary>
    public static Execution MemoModified(Execution state, HistoryEvent e) => state with
    {
        Memo = Merged(state.Memo, e.WorkflowPropertiesModifiedEventAttributes.UpsertedMemo),
    };

    /// <summary>Search attributes with others laid over them; null if nothing is left.</summary>
    public static SearchAttributes? Merged(SearchAttributes? before, SearchAttributes changes)
    {
        var merged = before?.Clone() ?? new SearchAttributes();
        Merge(merged.IndexedFields, changes.IndexedFields);
        return merged.IndexedFields.Count == 0 ? null : merged;
    }

    /// <summary>A memo with another laid over it; null if nothing is left.</summary>
    public static Memo? Merged(Memo? before, Memo changes)
    {
        var merged = before?.Clone() ?? new Memo();
        Merge(merged.Fields, changes.Fields);
        return merged.Fields.Count == 0 ? null : merged;
    }

    private static void Merge(MapField<string, Payload> fields, MapField<string, Payload> changes)
    {
        foreach (var (name, value) in changes)
        {
            if (SearchPayloads.IsEmpty(value))
            {
                fields.Remove(name);
            }
            else
            {
                fields[name] = value;
            }
        }
    }
}
