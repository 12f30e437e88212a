using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Cairn.Sdk.Replay.Randomness;

/// <summary>
/// The seed of a run's random numbers: SipHash-1-3 with a zero key over the run id and a closing 0xFF, which is how
/// Rust's default hasher reads a string. The same seed as Temporal's SDKs on sdk-core, so that default child ids agree.
/// </summary>
internal static class RunIdSeed
{
    /// <summary>Hashes the id of the run that the execution started with, or of the run that a reset made.</summary>
    public static ulong Of(string runId)
    {
        Span<byte> message = stackalloc byte[Encoding.UTF8.GetMaxByteCount(runId.Length) + 1];
        var length = Encoding.UTF8.GetBytes(runId, message);
        message[length] = 0xFF;
        return SipHash13(message[..(length + 1)]);
    }

    private static ulong SipHash13(ReadOnlySpan<byte> message)
    {
        // The constants are SipHash's own ("somepseudorandomlygeneratedbytes"), with a key of zero.
        var v = (A: 0x736f6d6570736575UL, B: 0x646f72616e646f6dUL, C: 0x6c7967656e657261UL, D: 0x7465646279746573UL);
        var whole = message.Length & ~7;
        for (var i = 0; i < whole; i += 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(message[i..]);
            v.D ^= word;
            v = Round(v);
            v.A ^= word;
        }

        var tail = (ulong)(message.Length & 0xFF) << 56;
        for (var i = whole; i < message.Length; i++)
        {
            tail |= (ulong)message[i] << (8 * (i - whole));
        }

        v.D ^= tail;
        v = Round(v);
        v.A ^= tail;
        v.C ^= 0xFF;
        v = Round(Round(Round(v)));
        return v.A ^ v.B ^ v.C ^ v.D;
    }

    private static (ulong A, ulong B, ulong C, ulong D) Round((ulong A, ulong B, ulong C, ulong D) v)
    {
        v.A += v.B;
        v.B = BitOperations.RotateLeft(v.B, 13) ^ v.A;
        v.A = BitOperations.RotateLeft(v.A, 32);
        v.C += v.D;
        v.D = BitOperations.RotateLeft(v.D, 16) ^ v.C;
        v.A += v.D;
        v.D = BitOperations.RotateLeft(v.D, 21) ^ v.A;
        v.C += v.B;
        v.B = BitOperations.RotateLeft(v.B, 17) ^ v.C;
        v.C = BitOperations.RotateLeft(v.C, 32);
        return v;
    }
}
