using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>
/// What workflow code does with updates. Their input says it: <c>no…</c> is rejected, <c>soon…</c> is answered by the
/// workflow task that takes it on, all others by the one after it.
/// </summary>
internal sealed class UpdateAnswers
{
    private readonly List<Command> commands = [];
    private readonly List<Message> messages = [];

    private UpdateAnswers()
    {
    }

    /// <summary>The commands that put the answers into history, before all others of the task.</summary>
    public IReadOnlyList<Command> Commands => commands;

    /// <summary>The answers.</summary>
    public IReadOnlyList<Message> Messages => messages;

    /// <summary>Answers what came with a workflow task, and what was taken on before it.</summary>
    public static UpdateAnswers To(IEnumerable<Message> incoming, IEnumerable<HistoryEvent> history)
    {
        var answers = new UpdateAnswers();
        foreach (var accepted in new SeenHistory(history).OpenUpdates)
        {
            answers.Complete(accepted.WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequest);
        }

        foreach (var message in incoming)
        {
            answers.Take(message, message.Body.Unpack<Request>());
        }

        return answers;
    }

    private void Take(Message message, Request request)
    {
        var input = Wire.Text(request.Input.Args);
        if (input.StartsWith("no", StringComparison.Ordinal))
        {
            messages.Add(Message(request, "reject", new Rejection
            {
                RejectedRequestMessageId = message.Id,
                RejectedRequestSequencingEventId = message.EventId,
                RejectedRequest = request,
                Failure = new Failure { Message = input, ApplicationFailureInfo = new() },
            }));
            return;
        }

        Add(request, "accept", new Acceptance
        {
            AcceptedRequestMessageId = message.Id,
            AcceptedRequestSequencingEventId = message.EventId,
            AcceptedRequest = request,
        });
        if (input.StartsWith("soon", StringComparison.Ordinal))
        {
            Complete(request);
        }
    }

    private void Complete(Request request) => Add(request, "complete", new Response
    {
        Meta = request.Meta,
        Outcome = new Outcome { Success = request.Input.Args },
    });

    private void Add(Request request, string what, IMessage body)
    {
        messages.Add(Message(request, what, body));
        commands.Add(new Command
        {
            CommandType = CommandType.ProtocolMessage,
            ProtocolMessageCommandAttributes = new() { MessageId = messages[^1].Id },
        });
    }

    private static Message Message(Request request, string what, IMessage body) => new()
    {
        Id = $"{request.Meta.UpdateId}/{what}",
        ProtocolInstanceId = request.Meta.UpdateId,
        Body = Any.Pack(body),
    };
}
