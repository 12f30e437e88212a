using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Visibility;

namespace Cairn.Engine.Executions.Properties;

/// <summary>The workflow changes its search attributes.</summary>
internal static class UpsertSearchAttributes
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        var turn = context.Turn;
        var attributes = command.UpsertWorkflowSearchAttributesCommandAttributes?.SearchAttributes;
        if (attributes is null || attributes.IndexedFields.Count == 0)
        {
            var what = attributes is null ? "SearchAttributes" : "IndexedFields";
            return new(
                WorkflowTaskFailedCause.BadSearchAttributes,
                $"{what} is not set on UpsertWorkflowSearchAttributesCommand.");
        }

        if ((CommandAttributes.Check(turn, attributes)
            ?? CommandAttributes.CheckSizes(ApplyProperties.Merged(turn.State.SearchAttributes, attributes)))
            is { } bad)
        {
            return bad;
        }

        turn.Write(new HistoryEvent
        {
            EventType = EventType.UpsertWorkflowSearchAttributes,
            UserMetadata = command.UserMetadata,
            UpsertWorkflowSearchAttributesEventAttributes = new UpsertWorkflowSearchAttributesEventAttributes
            {
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                SearchAttributes = SearchAttributeRules.WithTypes(turn.SearchAttributes, attributes),
            },
        });
        return null;
    }
}
