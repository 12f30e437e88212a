using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>
/// The updates of a run. A replay finds them in their accepted events; new ones arrive as messages with a task.
/// </summary>
internal sealed class UpdateMachines(
    CommandQueue queue, ActivationBuilder jobs, ITransitionObserver? observer)
{
    private readonly Dictionary<string, UpdateMachine> byInstanceId = [];
    private readonly List<Message> rejections = [];
    private readonly List<string> undelivered = [];
    private Dictionary<string, Request>? admitted;
    private IReadOnlyList<Message> arrived = [];

    /// <summary>Keeps the updates that arrived with a task until the events of history are delivered.</summary>
    public void Receive(IReadOnlyList<Message> messages)
    {
        arrived = messages;
        rejections.Clear();
    }

    /// <summary>An unfinished update was carried over by a reset.</summary>
    public void Admit(HistoryEvent e)
    {
        var request = e.WorkflowExecutionUpdateAdmittedEventAttributes.Request;
        (admitted ??= [])[request.Meta.UpdateId] = request;
        undelivered.Add(request.Meta.UpdateId);
    }

    /// <summary>Adds jobs for the updates that the step about to be replayed accepted.</summary>
    public void Announce(ArraySegment<HistoryEvent> commandEvents)
    {
        foreach (var e in commandEvents)
        {
            if (e.EventType == EventType.WorkflowExecutionUpdateAccepted)
            {
                var accepted = e.WorkflowExecutionUpdateAcceptedEventAttributes;
                var request = accepted.AcceptedRequest ?? admitted?.GetValueOrDefault(accepted.ProtocolInstanceId)
                    ?? throw queue.NothingFor(e, "history does not say what the update was");
                Tell(
                    new(
                        accepted.ProtocolInstanceId,
                        accepted.AcceptedRequestMessageId,
                        accepted.AcceptedRequestSequencingEventId,
                        request,
                        observer),
                    request,
                    runValidator: false);
            }
        }

        undelivered.Clear(); // The step rejected the others: they are not delivered again.
    }

    /// <summary>Adds jobs for the updates that arrived with this task.</summary>
    /// <param name="startedEventId">The event that started the task.</param>
    public void Deliver(long startedEventId)
    {
        foreach (var message in arrived)
        {
            if (message.Body?.TryUnpack<Request>(out var request) == true)
            {
                Tell(
                    new(message.ProtocolInstanceId, message.Id, message.EventId, request, observer),
                    request,
                    runValidator: true);
            }
        }

        // The server may leave out an update that a reset carried over: history has it.
        foreach (var id in undelivered)
        {
            if (admitted!.TryGetValue(id, out var request))
            {
                Tell(new(id, id + "/request", startedEventId - 1, request, observer), request, runValidator: true);
            }
        }

        undelivered.Clear();
        arrived = [];
    }

    /// <summary>Workflow code accepts an update.</summary>
    public void Accept(WorkflowCommand.AcceptUpdate command)
    {
        var update = byInstanceId[command.ProtocolInstanceId];
        update.Take(UpdateTrigger.Accept);
        queue.Add(new UpdateCommand(update, update.ToAcceptance(), true, command.Site), CommandType.ProtocolMessage);
    }

    /// <summary>Workflow code rejects an update, or fails it after it accepted it.</summary>
    public void Reject(WorkflowCommand.RejectUpdate command)
    {
        var update = byInstanceId[command.ProtocolInstanceId];
        update.Take(UpdateTrigger.Reject);
        byInstanceId.Remove(command.ProtocolInstanceId);
        rejections.Add(update.ToRejection(command.Failure));
    }

    /// <summary>Workflow code completes an update.</summary>
    public void Complete(WorkflowCommand.CompleteUpdate command)
    {
        var update = byInstanceId[command.ProtocolInstanceId];
        update.Take(UpdateTrigger.Answer);
        queue.Add(
            new UpdateCommand(update, update.ToResponse(command.Outcome), false, command.Site),
            CommandType.ProtocolMessage);
    }

    /// <summary>The messages for the server, in the order of their commands; rejections come last.</summary>
    public IEnumerable<Message> ToMessages() =>
        queue.Waiting.OfType<UpdateCommand>().Select(command => command.Message).Concat(rejections);

    private void Tell(UpdateMachine update, Request request, bool runValidator)
    {
        admitted?.Remove(update.InstanceId);

        // The server sends an unanswered update again with each attempt of a task, and after a heartbeat.
        if (byInstanceId.TryAdd(update.InstanceId, update))
        {
            jobs.Add(new ActivationJob.DoUpdate(update.InstanceId, request, runValidator));
        }
    }
}
