using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Visibility;
using Google.Protobuf.Collections;

namespace Cairn.Engine.Executions.Properties;

/// <summary>Applies changes of memo and search attributes to the state of a run.</summary>
internal static class ApplyProperties
{
    /// <summary>Sets search attributes; an empty value removes one.</summary>
    public static Execution SearchAttributesUpserted(Execution state, HistoryEvent e) => state with
    {
        SearchAttributes = Merged(
            state.SearchAttributes, e.UpsertWorkflowSearchAttributesEventAttributes.SearchAttributes),
    };

    /// <summary>Sets memo fields; an empty value removes one.</summary>
    public static Execution MemoModified(Execution state, HistoryEvent e) => state with
    {
        Memo = Merged(state.Memo, e.WorkflowPropertiesModifiedEventAttributes.UpsertedMemo),
    };

    /// <summary>Search attributes after changes; null if none is left.</summary>
    public static SearchAttributes? Merged(SearchAttributes? before, SearchAttributes changes)
    {
        var merged = before?.Clone() ?? new SearchAttributes();
        Merge(merged.IndexedFields, changes.IndexedFields);
        return merged.IndexedFields.Count == 0 ? null : merged;
    }

    /// <summary>A memo after changes; null if no field is left.</summary>
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
