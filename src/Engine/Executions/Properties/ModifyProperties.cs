using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Commands;

namespace Cairn.Engine.Executions.Properties;

/// <summary>The workflow changes its memo.</summary>
internal static class ModifyProperties
{
    /// <summary>Performs the command, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        const WorkflowTaskFailedCause cause = WorkflowTaskFailedCause.BadModifyWorkflowPropertiesAttributes;
        var memo = command.ModifyWorkflowPropertiesCommandAttributes?.UpsertedMemo;
        if (memo is null)
        {
            return new(cause, "UpsertedMemo is not set on ModifyWorkflowPropertiesCommand.");
        }

        if (memo.Fields.Count == 0)
        {
            return new(cause, "UpsertedMemo.Fields is not set on ModifyWorkflowPropertiesCommand.");
        }

        if (memo.CalculateSize() > Limits.MemoBytes
            || ApplyProperties.Merged(context.Turn.State.Memo, memo)?.CalculateSize() > Limits.MemoBytes)
        {
            return new(
                cause, "ModifyWorkflowPropertiesCommandAttributes.Memo exceeds size limit.", Terminates: true);
        }

        context.Turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowPropertiesModified,
            UserMetadata = command.UserMetadata,
            WorkflowPropertiesModifiedEventAttributes = new WorkflowPropertiesModifiedEventAttributes
            {
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                UpsertedMemo = memo,
            },
        });
        return null;
    }
}
