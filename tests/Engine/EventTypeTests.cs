using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Resets;

namespace Cairn.Tests.Engine;

/// <summary>The wire gains types of events; none of them is left to chance.</summary>
public class EventTypeTests
{
    public static TheoryData<EventType> All => [.. Enum.GetValues<EventType>().Except([EventType.Unspecified])];

    public static TheoryData<EventType> Brought =>
        [.. All.Select(row => row.Data).Where(type => EventTypes.TraitsOf(type).IsReapplied)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_type_of_event_says_what_gives_rise_to_it(EventType type)
    {
        var traits = EventTypes.TraitsOf(type);
        Assert.True(!traits.IsEnd || traits.Source == EventSource.Outside, "Only what waits comes behind others.");
    }

    [Fact]
    public void A_type_that_is_not_on_the_wire_is_refused() =>
        Assert.Throws<JournalCorruptException>(() => EventTypes.TraitsOf((EventType)1_000));

    [Theory]
    [MemberData(nameof(Brought))]
    public void A_reset_knows_how_to_bring_what_it_is_to_bring(EventType type)
    {
        var stage = new Stage();
        foreach (var input in InputLine.ParseAll(["start", "poll-workflow-task", "complete-task"]))
        {
            stage.Play(input);
        }

        var later = new HistoryEvent { EventType = type };
        var attributes = typeof(HistoryEvent).GetProperty($"{type}EventAttributes")!;
        attributes.SetValue(later, Activator.CreateInstance(attributes.PropertyType));
        var run = stage.Runs[0];
        var turn = new Turn(run.State, stage.Now);
        var refusal = ResetWorkflow.Decide(
            turn, turn, run.History, [later], new() { WorkflowTaskFinishEventId = 4 }, new("new"), out var born);
        Assert.Null(refusal);
        Assert.NotNull(born);
    }
}
