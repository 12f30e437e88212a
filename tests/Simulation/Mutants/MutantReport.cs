using System.Diagnostics;

namespace Cairn.Tests.Simulation.Mutants;

/// <summary>Which mutants the simulation catches, and what it says of them.</summary>
internal static class MutantReport
{
    /// <summary>How many steps a mutant may live.</summary>
    public const long Steps = 12_000_000;

    /// <summary>Builds and runs mutants.</summary>
    /// <returns>Those that were not caught.</returns>
    public static List<Mutant> Write(TextWriter output, IReadOnlyList<Mutant> mutants)
    {
        var compiler = new MutantCompiler(Root());
        var survivors = new List<Mutant>();
        foreach (var mutant in mutants)
        {
            var watch = Stopwatch.StartNew();
            var world = new MutantWorld(compiler.Compile(mutant));
            var failure = world.FirstFailure(firstSeed: 1, Steps);
            world.Unload();
            if (failure is null)
            {
                survivors.Add(mutant);
            }

            var text = FirstLine(failure ?? "NOT CAUGHT");
            output.WriteLine($"{mutant.Name,-52} {watch.Elapsed.TotalSeconds,5:0.0} s  {text}");
        }

        output.WriteLine($"{mutants.Count - survivors.Count} of {mutants.Count} mutants caught");
        return survivors;
    }

    private static string FirstLine(string text) => text.Split('\n')[0];

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cairn.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository.");
        }

        return folder.FullName;
    }
}
