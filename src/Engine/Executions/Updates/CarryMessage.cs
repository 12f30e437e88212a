using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Commands;

namespace Cairn.Engine.Executions.Updates;

/// <summary>A command that fixes the position of a message of the same response among the commands.</summary>
internal static class CarryMessage
{
    /// <summary>Processes the message, or returns why not.</summary>
    public static BadCommand? Perform(CommandContext context, Command command)
    {
        const WorkflowTaskFailedCause Bad = WorkflowTaskFailedCause.BadUpdateWorkflowExecutionMessage;
        var attributes = command.ProtocolMessageCommandAttributes;
        if (attributes is null)
        {
            return new(Bad, "ProtocolMessageCommandAttributes is not set on ProtocolMessageCommand.");
        }

        if (attributes.MessageId.Length == 0)
        {
            return new(Bad, "MessageID is not set on ProtocolMessageCommand.");
        }

        var message = context.Messages.FirstOrDefault(message => message.Id == attributes.MessageId);
        return message is null
            ? new(Bad, $"ProtocolMessageCommand referenced absent message ID {attributes.MessageId}")
            : TakeMessage.Run(context, message);
    }
}
