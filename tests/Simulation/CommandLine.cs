using System.Globalization;
using Cairn.Tests.Simulation.Mutants;

namespace Cairn.Tests.Simulation;

/// <summary>What the program does when it does not run tests.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: --seed N [--trace]        runs one seed
               --steps N [--from SEED] [--keep-going]
                                         runs seeds, one after the other, until that many steps are done or one
                                         fails; --keep-going goes on after failures, and says each in a line
               --mutants [NAME]          builds mutants of the product, and says which of them are caught
        """;

    /// <summary>Whether a flag is one of ours; the others are the test runner's.</summary>
    public static bool Knows(string flag) => flag is "--seed" or "--steps" or "--mutants";

    /// <summary>Does what it is told.</summary>
    /// <returns>0 if all is well, 1 if a seed fails, 2 if the arguments are wrong.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output)
    {
        switch (args)
        {
            case ["--seed", var seed]:
                return Tell(SeedRun.Of(Number(seed)), output);
            case ["--seed", var seed, "--trace"]:
                return Tell(SeedRun.Of(Number(seed), output.WriteLine), output);
            case ["--steps", var steps]:
                return Tell(Campaign.Run(firstSeed: 1, Number(steps)), output);
            case ["--steps", var steps, "--from", var first, "--keep-going"]:
                return Campaign.RunAll(Number(first), Number(steps), output);
            case ["--steps", var steps, "--from", var first]:
                return Tell(Campaign.Run(Number(first), Number(steps)), output);
            case ["--mutants"]:
                return MutantReport.Write(output, Mutant.All).Count == 0 ? 0 : 1;
            case ["--mutants", var name]:
                return MutantReport.Write(output, [.. Mutant.All.Where(one => one.Name == name)]).Count == 0 ? 0 : 1;
            default:
                output.WriteLine(Usage);
                return 2;
        }
    }

    private static int Tell(SeedResult result, TextWriter output)
    {
        output.WriteLine(Campaign.Text(result));
        return result.Failure is null ? 0 : 1;
    }

    private static int Tell(Campaign campaign, TextWriter output)
    {
        output.WriteLine(campaign);
        return campaign.Failure is null ? 0 : 1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
