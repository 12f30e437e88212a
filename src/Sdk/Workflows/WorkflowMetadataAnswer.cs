using Cairn.Api.Sdk.V1;

namespace Cairn.Workflows;

/// <summary>The handlers of a workflow: the answer to the metadata query, which dashboards send.</summary>
internal static class WorkflowMetadataAnswer
{
    /// <summary>The current definitions.</summary>
    public static WorkflowMetadata Of(WorkflowInstance instance, IEnumerable<WorkflowQueryDefinition> queries)
    {
        var definition = new Api.Sdk.V1.WorkflowDefinition { Type = instance.Info.WorkflowType };
        definition.QueryDefinitions.Add(queries.Select(q => Interaction(q.Name, q.Description)));
        var signals = instance.Signals.All;
        definition.SignalDefinitions.Add(signals.Select(s => Interaction(s.Name, s.Description)));
        definition.UpdateDefinitions.Add(instance.Updates.All.Select(u => Interaction(u.Name, u.Description)));
        return new() { Definition = definition, CurrentDetails = instance.CurrentDetails };
    }

    private static WorkflowInteractionDefinition Interaction(string? name, string? description) =>
        new() { Name = name ?? string.Empty, Description = description ?? string.Empty };
}
