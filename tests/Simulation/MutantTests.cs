using Cairn.Tests.Simulation.Mutants;

namespace Cairn.Tests.Simulation;

public sealed class MutantTests(ITestOutputHelper output)
{
    /// <summary>Building and running all mutants takes minutes; this runs them with the tests.</summary>
    private const string MutantsVariable = "CAIRN_SIMULATION_MUTANTS";

    [Fact]
    public void Every_mutant_fits_the_sources() => Assert.All(Mutant.All, mutant => MutantCompiler.Mutate(
        mutant, File.ReadAllText(Path.Combine(MutantReport.Root(), "src", mutant.Project, mutant.File))));

    [Fact]
    public void The_mutants_that_are_run_are_caught()
    {
        using var text = new StringWriter();
        var all = Environment.GetEnvironmentVariable(MutantsVariable) is not null;
        var survivors = MutantReport.Write(text, all ? Mutant.All : [.. Mutant.All.Take(1)]);
        output.WriteLine(text.ToString());
        Assert.Empty(survivors);
    }
}
