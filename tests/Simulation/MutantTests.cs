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
    public void What_is_built_in_the_same_way_without_a_mistake_is_not_caught()
    {
        var first = Mutant.All[0];
        var none = first with { Wrong = first.Right };
        var world = new MutantWorld(new MutantCompiler(MutantReport.Root()).Compile(none));
        Assert.Null(world.FirstFailure(firstSeed: 1, steps: 100_000));
        world.Unload();
    }

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
