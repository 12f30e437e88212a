namespace Cairn.Tests.BadInput.Fuzz;

/// <summary>Breaks bytes that were whole.</summary>
internal static class ByteMutator
{
    private static readonly byte[] s_edges = [0x00, 0x01, 0x7F, 0x80, 0xFF, 0x08, 0x0A, 0x0B, 0x0C, 0x0F];

    /// <summary>The bytes, broken in one to four places.</summary>
    public static byte[] Break(Dice dice, byte[] whole)
    {
        var broken = whole.ToList();
        for (var count = 1 + dice.Below(4); count > 0; count--)
        {
            var place = dice.Below(broken.Count + 1);
            switch (dice.Below(6))
            {
                case 0:
                    broken.RemoveRange(place, broken.Count - place);
                    break;
                case 1 when place < broken.Count:
                    broken[place] ^= (byte)(1 << dice.Below(8));
                    break;
                case 2 when place < broken.Count:
                    broken[place] = dice.Of(s_edges);
                    break;
                case 3:
                    broken.InsertRange(place, dice.Random(1 + dice.Below(8)));
                    break;
                case 4:
                    broken.RemoveRange(place, Math.Min(dice.Below(8), broken.Count - place));
                    break;
                default:
                    broken.InsertRange(place, broken.Skip(dice.Below(broken.Count + 1)).Take(dice.Below(64)).ToArray());
                    break;
            }
        }

        return [.. broken];
    }

    /// <summary>A message that holds itself so often, in a field, as no parser should follow.</summary>
    public static byte[] Nest(int fieldNumber, int depth)
    {
        var nested = Array.Empty<byte>();
        for (var level = 0; level < depth && nested.Length < 1_000_000; level++)
        {
            using var stream = new MemoryStream();
            using var output = new Google.Protobuf.CodedOutputStream(stream);
            output.WriteTag(fieldNumber, Google.Protobuf.WireFormat.WireType.LengthDelimited);
            output.WriteBytes(Google.Protobuf.ByteString.CopyFrom(nested));
            output.Flush();
            nested = stream.ToArray();
        }

        return nested;
    }
}
