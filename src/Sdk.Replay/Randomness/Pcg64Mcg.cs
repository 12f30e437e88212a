using System.Buffers.Binary;
using System.Numerics;

namespace Cairn.Sdk.Replay.Randomness;

/// <summary>
/// PCG-XSL-RR 128/64 on a multiplicative congruential generator, with the sampling that Temporal's .NET SDK uses:
/// the same seed gives the same numbers in both.
/// </summary>
internal sealed class Pcg64Mcg
{
    private static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4UL, 0x4385DF649FCCF645UL);

    private UInt128 state;

    /// <summary>Spreads a seed over the 128 bits of state by a PCG32, as Rust's rand does.</summary>
    public Pcg64Mcg(ulong seed)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            seed = unchecked((seed * 6364136223846793005UL) + 11634580027462260723UL);
            var folded = (uint)(((seed >> 18) ^ seed) >> 27);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], BitOperations.RotateRight(folded, (int)(seed >> 59)));
        }

        // An even state would lose its low bits one by one.
        state = BinaryPrimitives.ReadUInt128LittleEndian(bytes) | 1;
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        state = unchecked(state * Multiplier);
        return BitOperations.RotateRight((ulong)(state >> 64) ^ (ulong)state, (int)(state >> 122));
    }

    /// <summary>A number from <paramref name="min"/> to below <paramref name="max"/>, which must be greater.</summary>
    public int NextInt32(int min, int max)
    {
        // Canon's method: one widening multiplication, and a second draw only to settle the carry.
        var range = unchecked((uint)max - (uint)min);
        var product = (ulong)(uint)NextUInt64() * range;
        var result = (uint)(product >> 32);
        var low = (uint)product;
        if (low > unchecked(0u - range))
        {
            var carry = (uint)(((ulong)(uint)NextUInt64() * range) >> 32);
            result += (ulong)low + carry > uint.MaxValue ? 1u : 0u;
        }

        return unchecked(min + (int)result);
    }

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => BitConverter.UInt64BitsToDouble((NextUInt64() >> 12) | 0x3FF0000000000000UL) - 1.0;

    /// <summary>
    /// Fills the span with random bytes, eight for each draw; unused bytes of the last draw are dropped.
    /// </summary>
    public void Fill(Span<byte> destination)
    {
        Span<byte> draw = stackalloc byte[8];
        while (destination.Length > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(draw, NextUInt64());
            var count = Math.Min(destination.Length, draw.Length);
            draw[..count].CopyTo(destination);
            destination = destination[count..];
        }
    }

    /// <summary>A random UUID of version 4, in the byte layout of .NET.</summary>
    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
