namespace Cairn.Tests.Simulation;

public sealed class SimulationTests(ITestOutputHelper output)
{
    /// <summary>Steps of every test run; the variable asks for more, as before a release.</summary>
    private const string StepsVariable = "CAIRN_SIMULATION_STEPS";

    [Fact]
    public void Five_million_steps_break_no_promise()
    {
        var steps = long.TryParse(Environment.GetEnvironmentVariable(StepsVariable), out var more) ? more : 5_000_000;
        var campaign = Campaign.Run(firstSeed: 1, steps);
        output.WriteLine(campaign.ToString());
        Assert.True(campaign.Failure is null, campaign.ToString());
    }
}
