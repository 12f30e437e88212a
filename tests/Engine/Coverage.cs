using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions;
using Record = Cairn.Engine.Journal.Record;

namespace Cairn.Tests.Engine;

/// <summary>The kinds of records, events and effects that came out.</summary>
internal sealed class Coverage
{
    /// <summary>Kinds of records.</summary>
    public HashSet<Record.FactOneofCase> Facts { get; } = [];

    /// <summary>Kinds of events, also of those that wait.</summary>
    public HashSet<EventType> Events { get; } = [];

    /// <summary>Kinds of effects.</summary>
    public HashSet<Type> Effects { get; } = [];

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
    }
}
