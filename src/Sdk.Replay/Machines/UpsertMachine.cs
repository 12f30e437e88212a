using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>A change of search attributes or of the memo. It takes effect when it is sent.</summary>
internal sealed class UpsertMachine(WorkflowCommand upsert) : CommandMachine(upsert.Site)
{
    /// <inheritdoc/>
    public override string Name => upsert is WorkflowCommand.UpsertSearchAttributes attributes
        ? string.Join(", ", attributes.Attributes.IndexedFields.Keys)
        : string.Join(", ", ((WorkflowCommand.UpsertMemo)upsert).Memo.Fields.Keys);

    /// <summary>The kind of command.</summary>
    public CommandType Command => upsert is WorkflowCommand.UpsertSearchAttributes
        ? CommandType.UpsertWorkflowSearchAttributes
        : CommandType.ModifyWorkflowProperties;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) => upsert switch
    {
        WorkflowCommand.UpsertSearchAttributes attributes => new()
        {
            CommandType = command,
            UpsertWorkflowSearchAttributesCommandAttributes = new() { SearchAttributes = attributes.Attributes },
        },
        _ => new()
        {
            CommandType = command,
            ModifyWorkflowPropertiesCommandAttributes = new()
            {
                UpsertedMemo = ((WorkflowCommand.UpsertMemo)upsert).Memo,
            },
        },
    };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) =>
        command == CommandType.UpsertWorkflowSearchAttributes
            ? e.EventType == EventType.UpsertWorkflowSearchAttributes && !PatchMarker.IsChangeVersion(e)
            : e.EventType == EventType.WorkflowPropertiesModified;

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        // The event needs no further state.
    }
}
