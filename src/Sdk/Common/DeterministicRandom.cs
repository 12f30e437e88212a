using Cairn.Sdk.Replay.Randomness;

namespace Cairn.Common;

/// <summary>
/// Random numbers that are the same for the same seed, on every machine and for ever. They are those of Temporal's
/// .NET SDK. Not for secrets.
/// </summary>
public class DeterministicRandom : Random
{
    private Pcg64Mcg generator;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">The seed.</param>
    public DeterministicRandom(ulong seed) => generator = new(seed);

    /// <inheritdoc/>
    public override int Next() => generator.NextInt32(0, int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue) => Next(0, maxValue);

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : generator.NextInt32(minValue, maxValue);
    }

    /// <inheritdoc/>
    public override double NextDouble() => generator.NextDouble();

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        generator.Fill(buffer);
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer) => generator.Fill(buffer);

    /// <inheritdoc/>
    protected override double Sample() => generator.NextDouble();

    internal Guid NewGuid() => generator.NewGuid();

    internal void Reseed(ulong seed) => generator = new(seed);
}
