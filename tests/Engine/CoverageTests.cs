using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Executions.WorkflowTasks;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;
using Record = Cairn.Engine.Journal.Record;

namespace Cairn.Tests.Engine;

/// <summary>The transcripts go everywhere: nothing that the engine can do is without one.</summary>
public class CoverageTests
{
    private static readonly Lazy<Coverage> s_all = new(PlayAll);

    [Fact]
    public void Every_edge_of_every_machine_is_taken_by_a_transcript()
    {
        IEnumerable<object> all =
        [
            .. LifecycleMachine.Table, .. WorkflowTaskMachine.Table, .. ActivityMachine.Table, .. ChildMachine.Table,
            .. UpdateMachine.Table, .. TimerMachine.Table,
        ];
        Assert.Empty(all.Except(s_all.Value.Edges));
    }

    [Fact]
    public void Every_kind_of_effect_comes_out_of_a_transcript() => Assert.Empty(typeof(Effect).GetNestedTypes()
        .Where(type => type.IsSubclassOf(typeof(Effect)))
        .Except(s_all.Value.Effects));

    [Fact]
    public void Every_kind_of_record_comes_out_of_a_transcript() => Assert.Empty(
        Enum.GetValues<Record.FactOneofCase>().Except([Record.FactOneofCase.None]).Except(s_all.Value.Facts));

    [Fact]
    public void Every_kind_of_event_that_state_knows_comes_out_of_a_transcript()
    {
        var stage = new Stage();
        stage.Play(InputLine.ParseAll(["start"]).Single());
        var state = stage.Runs[0].State;
        var known = Enum.GetValues<EventType>().Where(type => IsKnown(state, type)).ToList();
        Assert.Contains(EventType.TimerFired, known);
        Assert.DoesNotContain(EventType.NexusOperationStarted, known);
        Assert.Empty(known.Except(s_all.Value.Events));
    }

    private static Coverage PlayAll()
    {
        var coverage = new Coverage();
        foreach (var name in Transcript.Names())
        {
            var stage = new Stage();
            Transcript.Play(File.ReadAllText(Transcript.PathOf(name)), stage);
            coverage.Add(stage.Coverage);
        }

        return coverage;
    }

    /// <summary>
    /// What Apply does not know it says is from a newer version; what it knows goes further than that.
    /// </summary>
    private static bool IsKnown(Execution state, EventType type)
    {
        var e = new HistoryEvent
        {
            EventId = state.NextEventId,
            EventType = type,
            EventTime = Timestamp.FromDateTimeOffset(Stage.Beginning),
        };
        var refusal = Xunit.Record.Exception(() => Apply.To(state, new Record { Event = e }));
        return refusal is not JournalCorruptException corrupt
            || !corrupt.Message.StartsWith("A newer version", StringComparison.Ordinal);
    }
}
