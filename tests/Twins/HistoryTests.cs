using Cairn.Tests.Twins.Kit;
using Cairn.Tests.Twins.Scenarios;

namespace Cairn.Tests.Twins;

/// <summary>The scenarios, played by Cairn, against what Temporal's own server recorded.</summary>
public sealed class HistoryTests(Recordings recordings)
{
    public static TheoryData<string> Scenarios => [.. Golden.Scenarios];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_twin_gives_the_history_of_Temporals_own_server(string scenario)
    {
        Assert.True(AllTwins.ByScenario.TryGetValue(scenario, out var twin), $"{scenario} has no twin");
        var recording = await recordings.OfAsync(scenario);
        var differences = Comparison.Of(twin, recording).Where(d => !KnownDifferences.Explain(d)).ToArray();
        Assert.True(differences.Length == 0, string.Join(Environment.NewLine, differences.AsEnumerable()));
    }

    [Fact]
    public void Every_twin_has_a_recording() =>
        Assert.Equal(Golden.Scenarios, AllTwins.ByScenario.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_known_difference_is_met()
    {
        var differences = new List<Difference>();
        foreach (var (scenario, twin) in AllTwins.ByScenario)
        {
            differences.AddRange(Comparison.Of(twin, await recordings.OfAsync(scenario)));
        }

        Assert.DoesNotContain(KnownDifferences.All, known => !differences.Any(known.IsIn));
    }

    [Fact]
    public void The_recordings_here_are_those_beside_the_checkout()
    {
        var originals = Golden.Originals ?? Golden.Folder;
        Assert.Equal(Texts(originals), Texts(Golden.Folder));

        static IEnumerable<(string? Name, string Text)> Texts(string folder) => Directory.EnumerateFiles(folder)
            .Order(StringComparer.Ordinal)
            .Select(file => ((string?)Path.GetFileName(file), File.ReadAllText(file)));
    }
}
