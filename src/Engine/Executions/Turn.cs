using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;
using Cairn.Engine.Visibility;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions;

/// <summary>
/// One decision that is being made. Each record is applied as it is written, so that the next step is decided on the
/// state that the earlier records produced. Nothing is durable before the caller has committed <see cref="Records"/>.
/// </summary>
/// <param name="state">The state before the decision; null for an execution that does not exist yet.</param>
/// <param name="now">The time of the decision.</param>
public sealed class Turn(Execution? state, DateTimeOffset now)
{
    private readonly List<Record> records = [];
    private readonly List<Effect> effects = [];
    private Execution? current = state;
    private Turn? successor;

    /// <summary>The search attributes that a workflow may set. Default: those that every namespace has.</summary>
    public SearchAttributeTypes SearchAttributes { get; init; } = SearchAttributeTypes.Standard;

    /// <summary>
    /// Called before each record is written; null for no call. An exception that it throws ends the decision.
    /// </summary>
    public Action? BeforeRecord { get; init; }

    /// <summary>The state after all records so far.</summary>
    public Execution State => current ?? throw new InvalidOperationException("The execution has no record yet.");

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The records to commit, in order.</summary>
    public IReadOnlyList<Record> Records => records;

    /// <summary>The effects to perform once the records are durable.</summary>
    public IReadOnlyList<Effect> Effects => effects;

    /// <summary>The first records of the next run of the chain, for the same commit; null if no run follows.</summary>
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
    /// Writes a history event. While a worker has a workflow task, events from outside wait for the end of the task
    /// without an id, because the worker's commands follow from the history that it saw.
    /// </summary>
    /// <param name="e">The event, without id and time.</param>
    /// <param name="happened">When it happened, if that was earlier than now; null means now.</param>
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
    /// Writes an event that follows from a command in addition to the command's own event. It receives its id after the
    /// events of all commands, because workers predict the ids of those.
    /// </summary>
    public void WriteBehind(HistoryEvent e)
    {
        e.EventTime = Timestamp.FromDateTimeOffset(now > State.LastEventTime ? now : State.LastEventTime);
        Note(new Record { Buffered = e });
    }

    /// <summary>
    /// Gives ids to the events that waited for the end of a workflow task. Their times are not earlier than those of
    /// the events before them. Only the started event of an activity keeps its time, which shows how long the attempt
    /// took.
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

    /// <summary>Adds an effect to perform once the records are durable.</summary>
    public void Emit(Effect effect) => effects.Add(effect);

    /// <summary>Sets the run that follows this one.</summary>
    public void ContinueWith(Turn next) => successor = next;

    /// <summary>Returns a point to which <see cref="Return"/> can go back.</summary>
    public Savepoint Save() => new(current, records.Count, effects.Count, successor);

    /// <summary>Undoes everything that was decided since a savepoint.</summary>
    public void Return(Savepoint savepoint)
    {
        current = savepoint.State;
        records.RemoveRange(savepoint.Records, records.Count - savepoint.Records);
        effects.RemoveRange(savepoint.Effects, effects.Count - savepoint.Effects);
        successor = savepoint.Successor;
    }

    /// <summary>A point in a decision, for <see cref="Return"/>.</summary>
    public readonly record struct Savepoint(Execution? State, int Records, int Effects, Turn? Successor);

    /// <summary>
    /// Makes room for an event when a scheduled task has no events yet: a transient task is replaced by a new task
    /// after the event, a speculative task becomes a normal task before it.
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
