using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Journal;
using Cairn.Runtime.Partitions;
using Cairn.Storage;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>One run as the disk has it: the fold of its journal, and its events.</summary>
internal sealed class DurableRun
{
    private readonly List<HistoryEvent> events = [];
    private readonly List<HistoryEvent> seen = [];

    /// <summary>The fold of the journal.</summary>
    public Execution State { get; private set; } = null!;

    /// <summary>The head that was written last.</summary>
    public ExecutionHead Head { get; private set; } = null!;

    /// <summary>Whether nobody is to find it any more.</summary>
    public bool IsDeleted => IsGone || State.IsDeleted;

    /// <summary>Whether it is open. One that is deleted is not, even if that it was closed was never written.</summary>
    public bool IsOpen => !IsGone && State.IsOpen;

    /// <summary>Whether it was taken out of the store; the simulation remembers it.</summary>
    public bool IsGone { get; private set; }

    /// <summary>
    /// Whether it was taken out of the store as it was, because its deletion failed: others were not notified.
    /// </summary>
    public bool IsRemoved => IsGone && !State.IsDeleted && (State.IsOpen || Outgoing.Of(State).Any());

    /// <summary>The history.</summary>
    public IReadOnlyList<HistoryEvent> Events => events;

    /// <summary>All events that have taken effect, also those that have no id yet.</summary>
    public IEnumerable<HistoryEvent> AllEvents => events.Concat(State.Buffered);

    /// <summary>Takes a write over.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public string? Apply(ExecutionWrite write, bool workersAreInProcess)
    {
        Execution? state = State;
        foreach (var record in Entry.Parser.ParseFrom(write.Entry.Span).Records)
        {
            state = Cairn.Engine.Executions.Apply.To(state, record);
            if (HistoryTail.EventOf(record) is { } e)
            {
                events.Add(e);
            }
        }

        State = state ?? throw new InvalidOperationException("A journal cannot begin with nothing.");
        Head = write.Head;
        var head = Heads.Of(State, Head.Partition, Head.Version, Head.IsCurrent, workersAreInProcess);
        return head == Head ? null : $"The head says {Head}, the journal says {head}.";
    }

    /// <summary>It was taken out of the store.</summary>
    /// <returns>What is wrong with that; null if nothing is.</returns>
    public string? Leave(long version)
    {
        var wrong = IsGone ? "It leaves the store twice."
            : Head.Version != version ? $"Version {version} leaves the store, which has version {Head.Version}."
            : null;
        IsGone = true;
        Head = Head with { IsCurrent = false };
        return wrong;
    }

    /// <summary>Another run of the workflow is its newest one now.</summary>
    public void LoseCurrent() => Head = Head with { IsCurrent = false };

    /// <summary>Compares a history that somebody was shown with the durable one.</summary>
    /// <param name="shown">What was shown, from any event on.</param>
    /// <param name="withTask">Whether the workflow task at its end may be one that leaves nothing behind.</param>
    /// <returns>What differs; null if nothing does.</returns>
    public string? Compare(IReadOnlyList<HistoryEvent> shown, bool withTask)
    {
        var count = withTask ? WithoutTask(shown) : shown.Count;
        for (var i = 0; i < count; i++)
        {
            var index = (int)shown[i].EventId - 1;
            if (index != (int)shown[0].EventId - 1 + i)
            {
                return $"Event {shown[i].EventId} follows event {shown[i - 1].EventId}.";
            }

            if (index >= events.Count && IsGone)
            {
                return null; // The end of a run goes with it.
            }

            if (index >= events.Count)
            {
                return $"Event {shown[i].EventId} ({shown[i].EventType}) was shown and is not durable.";
            }

            if (!IsSame(index, shown[i]))
            {
                return $"Shown was {shown[i]}, durable is {events[index]}.";
            }
        }

        return null;
    }

    private bool IsSame(int index, HistoryEvent shown)
    {
        while (seen.Count <= index)
        {
            seen.Add(events[seen.Count]);
        }

        if (!ReferenceEquals(seen[index], shown) && !events[index].Equals(shown))
        {
            return false;
        }

        seen[index] = shown; // A node shows the same object again, which saves the comparison.
        return true;
    }

    /// <summary>
    /// That a task was started may be lost; a repeated task, and one that only brings updates, is not in history before
    /// it completes.
    /// </summary>
    private int WithoutTask(IReadOnlyList<HistoryEvent> shown)
    {
        var count = shown.Count;
        if (count > 0 && shown[count - 1].EventType == EventType.WorkflowTaskStarted)
        {
            count--;
        }

        return count > 0
            && shown[count - 1].WorkflowTaskScheduledEventAttributes is { } task
            && (task.Attempt > 1 || !IsScheduledAt(shown[count - 1].EventId))
                ? count - 1
                : count;
    }

    private bool IsScheduledAt(long eventId) =>
        eventId <= events.Count && events[(int)eventId - 1].EventType == EventType.WorkflowTaskScheduled;
}
