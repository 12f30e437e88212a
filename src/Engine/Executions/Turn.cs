using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;
using Cairn.Engine.Visibility;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions;

/// <summary>
/// One decision in the making: each record is applied as it is written, so that what comes later is decided on the
/// state that the earlier records left behind. Nothing is real before the shell has committed <see cref="Records"/>.
/// </summary>
/// <param name="state">The state that the decision starts from; null for an execution that is being born.</param>
/// <param name="now">The time of the decision.</param>
public sealed class Turn(Execution? state, DateTimeOffset now)
{
    private readonly List<Record> records = [];
    private readonly List<Effect> effects = [];
    private Execution? current = state;
    private Turn? successor;

    /// <summary>The search attributes that a workflow may set. Default: those that every namespace has.</summary>
    public SearchAttributeTypes SearchAttributes { get; init; } = SearchAttributeTypes.Standard;

    /// <summary>Called before each record is written; null for nothing. What it throws ends the decision.</summary>
    public Action? BeforeRecord { get; init; }

    /// <summary>The state after all records so far.</summary>
    public Execution State => current ?? throw new InvalidOperationException("The execution is not born yet.");

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now => now;

    /// <summary>What is to be written, in order.</summary>
    public IReadOnlyList<Record> Records => records;

    /// <summary>What is to be done once the records are durable.</summary>
    public IReadOnlyList<Effect> Effects => effects;

    /// <summary>
    /// The birth of the run that follows this one in its chain, in the same commit; null if none does.
    /// </summary>
    public Turn? Successor => successor;

    /// <summary>Writes a record and applies it.</summary>
    public void Note(Record record)
    {
        BeforeRecord?.Invoke();
        record.IsFirst = records.Count == 0;
        current = Apply.To(current, record);
        records.Add(record);
    }

    /// <summary>
    /// Writes a history event. While a worker has a workflow task, events from outside wait for its end without an id:
    /// the worker answers to the history that it saw.
    /// </summary>
    /// <param name="e">The event, without id and time.</param>
    /// <param name="happened">When it happened, if that was before now; null means now.</param>
    /// <returns>The id of the event; 0 if it waits.</returns>
    public long Write(HistoryEvent e, DateTimeOffset? happened = null)
    {
        e.EventTime = Timestamp.FromDateTimeOffset(
            happened ?? (now > State.LastEventTime ? now : State.LastEventTime));
        var source = EventTypes.TraitsOf(e.EventType).Source;
        if (State.Task is { IsStarted: true } && source == EventSource.Outside)
        {
            Note(new Record { Buffered = e });
            return 0;
        }

        if (State.Task is { HasEvents: false, IsStarted: false } && source != EventSource.WorkflowTask)
        {
            GiveWay();
        }

        Number(e);
        Note(new Record { Event = e });
        return e.EventId;
    }

    /// <summary>
    /// Writes an event that follows from a command beside the command's own: it gets its id behind the events of all
    /// commands, because workers foretell the ids of those.
    /// </summary>
    public void WriteBehind(HistoryEvent e)
    {
        e.EventTime = Timestamp.FromDateTimeOffset(now > State.LastEventTime ? now : State.LastEventTime);
        Note(new Record { Buffered = e });
    }

    /// <summary>
    /// Gives the events that waited for the end of a workflow task their ids. They are not earlier than those before
    /// them; only the start of an activity keeps its time, which tells how long the attempt took.
    /// </summary>
    public void Flush()
    {
        if (State.Buffered.IsEmpty)
        {
            return;
        }

        var startedIds = new Dictionary<long, long>();
        foreach (var waiting in BufferedEvents.InOrder(State.Buffered))
        {
            var e = waiting.Clone();
            Number(e);
            if (e.EventType != EventType.ActivityTaskStarted
                && waiting.EventTime.ToDateTimeOffset() < State.LastEventTime)
            {
                e.EventTime = Timestamp.FromDateTimeOffset(State.LastEventTime);
            }

            BufferedEvents.Link(e, startedIds);
            Note(new Record { Flushed = e });
        }
    }

    /// <summary>Adds something to be done once the records are durable.</summary>
    public void Emit(Effect effect) => effects.Add(effect);

    /// <summary>Lets another run follow this one.</summary>
    public void ContinueWith(Turn next) => successor = next;

    /// <summary>Remembers where the decision stands.</summary>
    public Savepoint Save() => new(current, records.Count, effects.Count, successor);

    /// <summary>Gives up what was decided since; the state that it had made is forgotten.</summary>
    public void Return(Savepoint savepoint)
    {
        current = savepoint.State;
        records.RemoveRange(savepoint.Records, records.Count - savepoint.Records);
        effects.RemoveRange(savepoint.Effects, effects.Count - savepoint.Effects);
        successor = savepoint.Successor;
    }

    /// <summary>A point of a decision that can be returned to.</summary>
    public readonly record struct Savepoint(Execution? State, int Records, int Effects, Turn? Successor);

    /// <summary>
    /// A task without events that waits gives way to an event: a repeated attempt becomes a new task behind it, a
    /// speculative one becomes a task like any other before it.
    /// </summary>
    private void GiveWay()
    {
        if (State.Task!.IsSpeculative)
        {
            EndWorkflowTask.GiveEvents(this);
        }
        else
        {
            Note(new Record { TransientTaskEnded = new TransientTaskEnded { NextAttempt = 1 } });
        }
    }

    private void Number(HistoryEvent e)
    {
        e.EventId = State.NextEventId;
        e.TaskId = Limits.FirstTaskId + e.EventId;
    }
}
