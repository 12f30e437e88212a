using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Common;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>The memo and the search attributes of a run, with the run's own changes.</summary>
internal sealed class WorkflowProperties(WorkflowInstance instance, WorkflowExecutionStartedEventAttributes started)
{
    private SearchAttributeCollection? typed;

    /// <summary>The memo.</summary>
    public Memo Memo { get; } = started.Memo?.Clone() ?? new();

    /// <summary>The search attributes, including the SDK's own.</summary>
    public SearchAttributes SearchAttributes { get; } = started.SearchAttributes?.Clone() ?? new();

    /// <summary>The search attributes whose type is known.</summary>
    public SearchAttributeCollection TypedSearchAttributes =>
        typed ??= SearchAttributeCollection.FromProto(SearchAttributes);

    /// <summary>Changes the memo.</summary>
    public void Upsert(IReadOnlyCollection<MemoUpdate> updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        if (updates.Count == 0)
        {
            throw new ArgumentException("At least one memo update required", nameof(updates));
        }

        var upsert = new Memo();
        foreach (var update in updates)
        {
            if (!upsert.Fields.TryAdd(
                update.UntypedKey, instance.Values.ToPayload(
                    update.HasValue ? update.UntypedValue : null, $"Memo entry {update.UntypedKey}")))
            {
                throw new ArgumentException($"Duplicate memo key {update.UntypedKey}", nameof(updates));
            }
        }

        instance.AddCommand(new WorkflowCommand.UpsertMemo(upsert) { Site = CodeSites.OfCaller(instance) });
        foreach (var update in updates)
        {
            Memo.Fields.Remove(update.UntypedKey);
            if (update.HasValue)
            {
                Memo.Fields.Add(update.UntypedKey, upsert.Fields[update.UntypedKey]);
            }
        }
    }

    /// <summary>Changes search attributes.</summary>
    public void Upsert(IReadOnlyCollection<SearchAttributeUpdate> updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        if (updates.Count == 0)
        {
            throw new ArgumentException("At least one search attribute update required", nameof(updates));
        }

        var upsert = new SearchAttributes();
        foreach (var update in updates)
        {
            var payload = SearchAttributePayloads.ToPayload(
                update.UntypedKey, update.HasValue ? update.UntypedValue : null);
            if (!upsert.IndexedFields.TryAdd(update.UntypedKey.Name, payload))
            {
                throw new ArgumentException(
                    $"Duplicate search attribute key {update.UntypedKey.Name}", nameof(updates));
            }
        }

        instance.AddCommand(
            new WorkflowCommand.UpsertSearchAttributes(upsert) { Site = CodeSites.OfCaller(instance) });
        foreach (var update in updates)
        {
            SearchAttributes.IndexedFields.Remove(update.UntypedKey.Name);
            if (update.HasValue)
            {
                SearchAttributes.IndexedFields.Add(
                    update.UntypedKey.Name, upsert.IndexedFields[update.UntypedKey.Name]);
            }
        }

        typed = null;
    }
}
