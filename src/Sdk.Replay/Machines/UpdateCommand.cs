using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The acceptance or completion of an update: a message, and the command that marks its place.</summary>
/// <param name="update">The update.</param>
/// <param name="message">The message for the server.</param>
/// <param name="isAcceptance">True for an acceptance, false for a completion.</param>
/// <param name="site">Where in the workflow's source it was made.</param>
internal sealed class UpdateCommand(UpdateMachine update, Message message, bool isAcceptance, CallSite site)
    : CommandMachine(site)
{
    /// <inheritdoc/>
    public override string Name => $"{(isAcceptance ? "accept" : "complete")} update {update.Name}";

    /// <summary>The message for the server.</summary>
    public Message Message => message;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) => new()
    {
        CommandType = command,
        ProtocolMessageCommandAttributes = new() { MessageId = message.Id },
    };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) => e.EventType == (isAcceptance
        ? EventType.WorkflowExecutionUpdateAccepted
        : EventType.WorkflowExecutionUpdateCompleted);

    /// <inheritdoc/>
    public override string? Differs(CommandType command, HistoryEvent e)
    {
        var recorded = isAcceptance
            ? e.WorkflowExecutionUpdateAcceptedEventAttributes.ProtocolInstanceId
            : e.WorkflowExecutionUpdateCompletedEventAttributes.Meta?.UpdateId;
        return recorded == update.InstanceId ? null : $"the update's id is \"{recorded}\"";
    }

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e) =>
        update.Take(isAcceptance ? UpdateTrigger.AcceptRecorded : UpdateTrigger.AnswerRecorded);
}
