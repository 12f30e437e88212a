using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Cairn.Tests.BadInput.Fuzz;

/// <summary>Connections that speak HTTP/2 badly: frames of RFC 9113, broken in all sorts of ways.</summary>
/// <param name="dice">Chance.</param>
internal sealed class BrokenFrames(Dice dice)
{
    private const int Types = 10;
    private const byte EndOfHeaders = 4;

    private static readonly byte[] s_preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    /// <summary>Opens a connection, sends what no client should, and goes.</summary>
    public async Task SendAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port);
        var bytes = new List<byte>(dice.OneIn(10) ? ByteMutator.Break(dice, s_preface) : s_preface);
        if (!dice.OneIn(10))
        {
            bytes.AddRange(Frame(4, 0, 0, []));
        }

        for (var count = 1 + dice.Below(12); count > 0; count--)
        {
            bytes.AddRange(Next());
        }

        try
        {
            await socket.SendAsync(dice.OneIn(5) ? ByteMutator.Break(dice, [.. bytes]) : bytes.ToArray());
        }
        catch (SocketException)
        {
            // The server has closed the connection already, as it may.
        }
    }

    private byte[] Next() => dice.Below(8) switch
    {
        0 => Frame(1, dice.OneIn(2) ? (byte)(EndOfHeaders | 1) : EndOfHeaders, Stream(), Headers()),
        1 => Frame(0, (byte)dice.Below(16), Stream(), dice.Random(dice.Below(100))),
        2 => Frame(9, (byte)dice.Below(16), Stream(), dice.Random(dice.Below(100))), // Goes on with no headers.
        3 => Frame(8, 0, Stream(), Number((uint)dice.Number())), // A window of any size.
        4 => Frame(4, (byte)dice.Below(2), Stream(), dice.Random(6 * dice.Below(4) + dice.Below(2))),
        5 => [.. Number(uint.MaxValue), .. dice.Random(5 + dice.Below(100))], // A length that is not kept.
        6 => Frame(3, 0, Stream(), Number((uint)dice.Number())),
        _ => Frame((byte)dice.Below(Types + 3), (byte)dice.Below(256), Stream(), dice.Random(dice.Below(64))),
    };

    private uint Stream() => dice.OneIn(8) ? (uint)dice.Number() : (uint)dice.Below(8);

    // Literal fields without Huffman coding or index, as RFC 7541, section 6.2.2, has them.
    private byte[] Headers()
    {
        var block = new List<byte>();
        (string Name, string Value)[] fields =
        [
            (":method", "POST"), (":scheme", "http"), (":path", dice.Of(Rpc.All).Path), (":authority", "x"),
            ("content-type", "application/grpc"), ("te", "trailers"), ("connection", "close"), ("x-bin", "%"),
        ];
        foreach (var (name, value) in fields.Where(_ => !dice.OneIn(6)))
        {
            block.AddRange([0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)]);
            block.AddRange([(byte)value.Length, .. Encoding.ASCII.GetBytes(value)]);
        }

        return dice.OneIn(3) ? ByteMutator.Break(dice, [.. block]) : [.. block];
    }

    private static byte[] Frame(byte type, byte flags, uint stream, byte[] payload) =>
    [
        (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags,
        .. Number(stream), .. payload,
    ];

    private static byte[] Number(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
