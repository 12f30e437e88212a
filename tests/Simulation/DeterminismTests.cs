using System.Diagnostics;
using System.Globalization;

namespace Cairn.Tests.Simulation;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_seed_gives_the_same_run_again(int seed) => Assert.Equal(SeedRun.Of(seed), SeedRun.Of(seed));

    [Fact]
    public void Seeds_differ() => Assert.NotEqual(SeedRun.Of(1).Hash, SeedRun.Of(2).Hash);

    [Theory]
    [InlineData("4")]
    [InlineData("75")]
    public async Task A_seed_gives_the_same_run_in_another_process_and_with_a_trace(string seed)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Cairn.Tests.Simulation.dll");
        using var other = Process.Start(new ProcessStartInfo("dotnet", [program, "--seed", seed, "--trace"])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = (await other.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Campaign.Text(SeedRun.Of(int.Parse(seed, CultureInfo.InvariantCulture))), lines[^1]);
        Assert.Contains(lines, line => line.EndsWith("server: is up", StringComparison.Ordinal));
    }
}
