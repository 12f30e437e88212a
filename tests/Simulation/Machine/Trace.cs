using System.Numerics;

namespace Cairn.Tests.Simulation.Machine;

/// <summary>What happened in a run: a number that tells two runs apart, and text for whoever reads it.</summary>
/// <param name="write">Takes each line; null if nobody reads.</param>
internal sealed class Trace(Action<string>? write)
{
    private ulong hash = 14695981039346656037;

    /// <summary>The same for two runs only if they did the same, step by step.</summary>
    public ulong Hash => hash;

    /// <summary>Whether somebody reads.</summary>
    public bool IsRead => write is not null;

    /// <summary>An action was done.</summary>
    public void Step(int process, int chosen, long ticks)
    {
        Mix((ulong)ticks);
        Mix(((ulong)(uint)process << 32) | (uint)chosen);
    }

    /// <summary>Something was written down.</summary>
    public void Written(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 1099511628211;
        }
    }

    /// <summary>Something that is worth a line.</summary>
    public void Note(World world, SimProcess process, string text) =>
        write?.Invoke($"{world.Elapsed} {process.Name}: {text}");

    private void Mix(ulong value) => hash = BitOperations.RotateLeft((hash ^ value) * 0x9E3779B97F4A7C15, 29);
}
