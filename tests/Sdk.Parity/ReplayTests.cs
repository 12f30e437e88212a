extern alias cairn;
extern alias official;

using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Google.Protobuf;
using CairnSide = cairn::Cairn.Tests.Sdk.Parity.Scenarios.Side;
using OfficialSide = official::Cairn.Tests.Sdk.Parity.Scenarios.Side;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>
/// The histories of each SDK, given to the replayers of both: whole ones, and all that a worker could be given, which
/// end where a workflow task starts.
/// </summary>
public sealed class ReplayTests(Recordings recordings)
{
    public static TheoryData<string> Scenarios => [.. CairnSide.ScenarioNames];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Every_history_and_every_prefix_replays_in_both_SDKs(string scenario)
    {
        var failures = new List<string>();
        foreach (var made in new[] { Combination.Official, Combination.Cairn })
        {
            var recording = await recordings.OfAsync(scenario, made);
            var all = recording.Histories.SelectMany(Prefixes).ToList();
            var byOfficial = await OfficialSide.ReplayAsync(OfficialSide.IsCoded(scenario), all);
            var byCairn = await CairnSide.ReplayAsync(CairnSide.IsCoded(scenario), all);
            failures.AddRange(
                from place in Enumerable.Range(0, all.Count)
                from replay in new[] { ("Temporal's", byOfficial[place]), ("Cairn's", byCairn[place]) }
                where replay.Item2 is not null
                select $"{all[place].Id}, {Length(all[place].History)} events of {made}, in {replay.Item1} replayer: "
                    + replay.Item2);
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    [Fact]
    public async Task A_history_of_other_code_replays_in_neither_SDK()
    {
        var recording = await recordings.OfAsync("timers", Combination.Official);
        var history = History.Parser.ParseFrom(recording.Histories[0].History);
        var timer = history.Events.First(e => e.EventType == EventType.TimerStarted);
        timer.EventType = EventType.MarkerRecorded;
        timer.MarkerRecordedEventAttributes = new() { MarkerName = "another" };
        var broken = new[] { ("timers", history.ToByteArray()) };

        Assert.NotNull(Assert.Single(await OfficialSide.ReplayAsync(isCoded: false, broken)));
        Assert.NotNull(Assert.Single(await CairnSide.ReplayAsync(isCoded: false, broken)));
    }

    private static IEnumerable<(string Id, byte[] History)> Prefixes((string Id, byte[] History) whole)
    {
        var events = History.Parser.ParseFrom(whole.History).Events;
        return events
            .Where(e => e.EventType == EventType.WorkflowTaskStarted)
            .Select(e => (int)e.EventId)
            .Append(events.Count)
            .Distinct()
            .Select(count => (whole.Id, new History { Events = { events.Take(count) } }.ToByteArray()));
    }

    private static int Length(byte[] history) => History.Parser.ParseFrom(history).Events.Count;
}
