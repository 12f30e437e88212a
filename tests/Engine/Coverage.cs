using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions;
using Cairn.StateMachines;
using Record = Cairn.Engine.Journal.Record;

namespace Cairn.Tests.Engine;

/// <summary>The kinds of records, events and effects that came out, and the edges that were taken.</summary>
internal sealed class Coverage : ITransitionObserver
{
    /// <summary>Kinds of records.</summary>
    public HashSet<Record.FactOneofCase> Facts { get; } = [];

    /// <summary>Kinds of events, also of those that wait.</summary>
    public HashSet<EventType> Events { get; } = [];

    /// <summary>Kinds of effects.</summary>
    public HashSet<Type> Effects { get; } = [];

    /// <summary>Edges of the state machines.</summary>
    public HashSet<object> Edges { get; } = [];

    /// <inheritdoc/>
    public void OnTaken<TState, TTrigger>(Transition<TState, TTrigger> edge)
        where TState : struct, Enum
        where TTrigger : struct, Enum => Edges.Add(edge);

    /// <summary>Adds what came out of a decision.</summary>
    public void Add(Turn turn)
    {
        foreach (var record in turn.Records)
        {
            Facts.Add(record.FactCase);
            if ((record.Event ?? record.Buffered ?? record.Flushed) is { } e)
            {
                Events.Add(e.EventType);
            }
        }

        Effects.UnionWith(turn.Effects.Select(effect => effect.GetType()));
    }

    /// <summary>Adds what came out elsewhere.</summary>
    public void Add(Coverage other)
    {
        Facts.UnionWith(other.Facts);
        Events.UnionWith(other.Events);
        Effects.UnionWith(other.Effects);
        Edges.UnionWith(other.Edges);
    }
}
