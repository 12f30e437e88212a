namespace Cairn.Tests.Simulation.Machine;

/// <summary>All chance of a run, from its seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int limit) => random.Next(limit);

    public bool Chance(double probability) => probability > 0 && random.NextDouble() < probability;

    /// <summary>A number from 0 to below 1.</summary>
    public double Share() => random.NextDouble();

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public TimeSpan Between(TimeSpan shortest, TimeSpan longest) =>
        shortest + TimeSpan.FromTicks(random.NextInt64((longest - shortest).Ticks + 1));

    /// <summary>Mostly near the shortest, now and then near the longest.</summary>
    public TimeSpan Skewed(TimeSpan shortest, TimeSpan longest)
    {
        var share = random.NextDouble();
        return shortest + ((longest - shortest) * (share * share * share));
    }

    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
