using Cairn.Exceptions;

namespace Cairn.Testing;

/// <summary>A seed of <see cref="WorkflowFaults"/> broke a test. The inner exception is that of the test.</summary>
public class WorkflowFaultsException : CairnException
{
    internal WorkflowFaultsException(int seed, IReadOnlyList<string> faults, Exception error)
        : base(
            $"Seed {seed} breaks the test: {error.Message}\nWhat went wrong before:\n"
            + string.Concat(faults.DefaultIfEmpty("nothing").Select(fault => $"- {fault}\n"))
            + $"To repeat it, set FirstSeed = {seed} and Seeds = 1.",
            error)
    {
        Seed = seed;
        Faults = faults;
    }

    /// <summary>The seed.</summary>
    public int Seed { get; private init; }

    /// <summary>What went wrong, in order, one line each.</summary>
    public IReadOnlyList<string> Faults { get; private init; }
}
