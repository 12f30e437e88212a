extern alias cairn;

using CairnSide = cairn::Cairn.Tests.Sdk.Parity.Scenarios.Side;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>What clients and histories say, whichever SDK the client and the worker have.</summary>
public sealed class HistoryTests(Recordings recordings)
{
    public static TheoryData<string> Scenarios => [.. CairnSide.ScenarioNames];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Every_client_and_worker_give_the_same_histories_results_and_failures(string scenario)
    {
        var official = Normaliser.Lines(await recordings.OfAsync(scenario, Combination.Official));
        var differences = new List<string>();
        foreach (var both in Combination.All.Where(both => both != Combination.Official))
        {
            var got = Normaliser.Lines(await recordings.OfAsync(scenario, both));
            var expected = official.Select((line, place) => KnownDifferences.Translate(
                scenario, both, line, got.ElementAtOrDefault(place) ?? string.Empty)).ToList();
            differences.AddRange(Differences(both, expected, got));
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public async Task Every_known_difference_is_met()
    {
        var met = new HashSet<KnownDifference>();
        foreach (var scenario in CairnSide.ScenarioNames)
        {
            var official = Normaliser.Lines(await recordings.OfAsync(scenario, Combination.Official));
            foreach (var both in Combination.All)
            {
                var got = Normaliser.Lines(await recordings.OfAsync(scenario, both));
                met.UnionWith(official.Zip(got).SelectMany(
                    pair => KnownDifferences.Met(scenario, both, pair.First, pair.Second)));
            }
        }

        Assert.Empty(KnownDifferences.OfWorkers.Concat(KnownDifferences.OfClients).Except(met));
    }

    private static IEnumerable<string> Differences(
        Combination both, List<string> expected, IReadOnlyList<string> got) =>
        from place in Enumerable.Range(0, Math.Max(expected.Count, got.Count))
        let left = expected.ElementAtOrDefault(place)
        let right = got.ElementAtOrDefault(place)
        where left != right
        select $"{both}:{Environment.NewLine}  expected {left}{Environment.NewLine}  got      {right}";
}
