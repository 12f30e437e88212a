using Cairn.Api.History.V1;
using Cairn.Api.Update.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;
using Cairn.StateMachines;
using Google.Protobuf;

namespace Cairn.Tests.Engine;

/// <summary>One run: its state as it was decided, and its journal as it would be stored.</summary>
/// <param name="edges">Sees the edges that its state machines take.</param>
internal sealed class Run(ITransitionObserver edges)
{
    private readonly List<byte[]> journal = [];
    private readonly HashSet<long> heldBack = [];
    private Execution? folded;
    private Execution? state;

    /// <summary>The state.</summary>
    public Execution State => state ?? throw new InvalidOperationException("The run is not born yet.");

    /// <summary>The events of the history.</summary>
    public List<HistoryEvent> History { get; } = [];

    /// <summary>Updates that are admitted and not yet accepted; true for those that a worker got.</summary>
    public Dictionary<string, (Request Request, bool IsSent)> Updates { get; } = [];

    /// <summary>The workflow tasks that workers took, in order: what their tokens say.</summary>
    public List<TaskIdentity> TaskTokens { get; } = [];

    /// <summary>The attempts of activities that workers took, in order: what their tokens say.</summary>
    public List<(string ActivityId, ActivityAttempt Token)> ActivityTokens { get; } = [];

    /// <summary>Stores what was decided, and folds it as another process would that reads it from the store.</summary>
    public void Append(Turn turn)
    {
        state = turn.State;
        if (turn.Records.Count == 0)
        {
            return;
        }

        var stored = new Entry { Records = { turn.Records } }.ToByteArray();
        journal.Add(stored);
        foreach (var record in Entry.Parser.ParseFrom(stored).Records)
        {
            folded = Apply.To(folded, record) with { TransitionObserver = edges };
            if ((record.Event ?? record.Flushed) is { } e)
            {
                History.Add(e);
            }

            if (record.ActivityPaused is { } paused)
            {
                heldBack.Add(paused.ScheduledEventId);
            }
        }
    }

    /// <summary>Checks what must be true of every run at any time.</summary>
    public void Check()
    {
        if (!ReferenceEquals(folded, state))
        {
            Assert.Equal(StateText.Of(folded), StateText.Of(state));
        }

        Invariants.Check(State, History, heldBack);
    }

    /// <summary>Forgets the state and makes it anew from the journal.</summary>
    public void Restart()
    {
        Updates.Clear();
        folded = journal
            .SelectMany(entry => Entry.Parser.ParseFrom(entry).Records)
            .Aggregate((Execution?)null, (state, record) =>
                Apply.To(state, record) with { TransitionObserver = edges });
        Check();
        state = folded;
    }
}
