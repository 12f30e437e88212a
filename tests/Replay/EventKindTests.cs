using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Chunks;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay;

/// <summary>The wire gains types of events; replay says of each what it is.</summary>
public class EventKindTests
{
    public static TheoryData<EventType> All => [.. Enum.GetValues<EventType>().Except([EventType.Unspecified])];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_type_of_event_has_a_kind(EventType type) =>
        Assert.True(EventKinds.Names(type), $"Nobody has decided of what kind {type} is.");

    [Fact]
    public void A_type_of_a_later_version_is_unknown()
    {
        Assert.False(EventKinds.Names((EventType)1_000));
        Assert.Equal(EventKind.Unknown, EventKinds.KindOf((EventType)1_000));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Replay_takes_what_is_news_or_silent_and_refuses_what_it_does_not_know(EventType type)
    {
        var e = new HistoryEvent { EventType = type };
        if (typeof(HistoryEvent).GetProperty($"{type}EventAttributes") is { } attributes)
        {
            attributes.SetValue(e, Activator.CreateInstance(attributes.PropertyType));
        }

        var refusal = Record.Exception(() => new Run().Feed(
            History(Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), e), toTheEnd: true));
        var isKnown = refusal?.Message.Contains("does not know such events", StringComparison.Ordinal) != true;
        Assert.Equal(EventKinds.KindOf(type) != EventKind.Unknown, isKnown);
    }
}
