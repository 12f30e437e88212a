using System.Diagnostics;

namespace Cairn.Tests.Simulation;

/// <summary>Many seeds, one after the other.</summary>
/// <param name="Seeds">How many.</param>
/// <param name="Steps">Actions that their schedulers ran.</param>
/// <param name="Time">How long that took.</param>
/// <param name="Failure">The first run that failed; null if none did.</param>
internal sealed record Campaign(int Seeds, long Steps, TimeSpan Time, SeedResult? Failure)
{
    /// <summary>Runs seeds until a number of steps is done, or one fails.</summary>
    public static Campaign Run(int firstSeed, long steps)
    {
        var watch = Stopwatch.StartNew();
        var (seeds, done) = (0, 0L);
        SeedResult? failure = null;
        while (done < steps && failure is null)
        {
            var result = SeedRun.Of(firstSeed + seeds++);
            done += result.Steps;
            failure = result.Failure is null ? null : result;
        }

        return new Campaign(seeds, done, watch.Elapsed, failure);
    }

    /// <summary>Runs seeds until a number of steps is done; a line says what each that fails has broken.</summary>
    /// <returns>0 if none fails, otherwise 1.</returns>
    public static int RunAll(int firstSeed, long steps, TextWriter output)
    {
        var (watch, failures) = (Stopwatch.StartNew(), 0);
        var (seeds, done) = (0, 0L);
        while (done < steps)
        {
            var result = SeedRun.Of(firstSeed + seeds++);
            done += result.Steps;
            if (result.Failure is { } failure)
            {
                failures++;
                output.WriteLine($"{result.Seed}\t{result.Steps}\t{failure.ReplaceLineEndings(" ")}");
            }
        }

        output.WriteLine($"{new Campaign(seeds, done, watch.Elapsed, Failure: null)}, {failures} seeds failed");
        return failures == 0 ? 0 : 1;
    }

    /// <summary>What the first run that fails says; null if none does.</summary>
    public static string? FirstFailure(int firstSeed, long steps) => Run(firstSeed, steps).Failure?.Failure;

    /// <summary>A result, with the command that repeats it.</summary>
    public static string Text(SeedResult result) =>
        $"seed {result.Seed}: {result.Steps} steps, hash {result.Hash:x16}: {result.Failure ?? "all is well"}"
        + (result.Failure is null
            ? ""
            : $"\nrepeat it: dotnet run --project tests/Simulation -- --seed {result.Seed} --trace");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Seeds} seeds, {Steps} steps in {Time.TotalSeconds:0.0} s, {Steps / Time.TotalSeconds:0} steps/s"
        + (Failure is null ? "" : $"\n{Text(Failure)}");
}
