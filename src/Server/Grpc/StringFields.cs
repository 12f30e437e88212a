using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Grpc;

/// <summary>
/// Checks that the strings of a message are UTF-8. The parser of C# replaces what is not, so that two ids could become
/// one; those of other languages refuse it.
/// </summary>
internal static class StringFields
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<int, FieldDescriptor>> s_fields =
        [];

    /// <summary>
    /// Whether every string of a message that was parsed is UTF-8, those inside its messages too; false as well if the
    /// bytes are none of a message.
    /// </summary>
    public static bool AreUtf8(ReadOnlySequence<byte> message, MessageDescriptor descriptor)
    {
        var bytes = message.IsSingleSegment ? message.FirstSpan : message.ToArray();
        return Ascii.IsValid(bytes) || AreUtf8(bytes, descriptor);
    }

    private static bool AreUtf8(ReadOnlySpan<byte> bytes, MessageDescriptor descriptor)
    {
        var fields = s_fields.GetOrAdd(descriptor, FieldsOf);
        var groups = 0; // How many groups are open; no message of ours declares one.
        while (bytes.Length > 0)
        {
            if (!TryReadVarint(ref bytes, out var tag) || !TryReadContent(ref bytes, tag, out var content))
            {
                return false;
            }

            var wireType = WireFormat.GetTagWireType((uint)tag);
            groups += wireType switch
            {
                WireFormat.WireType.StartGroup => 1,
                WireFormat.WireType.EndGroup => -1,
                _ => 0,
            };
            if (wireType == WireFormat.WireType.LengthDelimited
                && groups == 0
                && fields.TryGetValue(WireFormat.GetTagFieldNumber((uint)tag), out var field)
                && !IsUtf8(content, field))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Takes what belongs to a tag; false if that is not all there, or if there is no such wire type. The parser of C#
    /// overlooks both in the entries of maps.
    /// </summary>
    private static bool TryReadContent(ref ReadOnlySpan<byte> bytes, ulong tag, out ReadOnlySpan<byte> content)
    {
        content = default;
        var length = 0UL;
        switch (WireFormat.GetTagWireType((uint)tag))
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(ref bytes, out _);
            case WireFormat.WireType.StartGroup or WireFormat.WireType.EndGroup:
                return true;
            case WireFormat.WireType.Fixed64:
                length = 8;
                break;
            case WireFormat.WireType.Fixed32:
                length = 4;
                break;
            case WireFormat.WireType.LengthDelimited when TryReadVarint(ref bytes, out length):
                break;
            default:
                return false;
        }

        if (length > (ulong)bytes.Length)
        {
            return false;
        }

        content = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return true;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> content, FieldDescriptor field) =>
        field.FieldType == FieldType.String ? Utf8.IsValid(content) : AreUtf8(content, field.MessageType);

    private static FrozenDictionary<int, FieldDescriptor> FieldsOf(MessageDescriptor descriptor) => descriptor.Fields
        .InFieldNumberOrder()
        .Where(field => field.FieldType is FieldType.String or FieldType.Message)
        .ToFrozenDictionary(field => field.FieldNumber);

    private static bool TryReadVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var place = 0; place < bytes.Length; place++)
        {
            value |= (ulong)(bytes[place] & 0x7F) << (7 * place);
            if (bytes[place] < 0x80)
            {
                bytes = bytes[(place + 1)..];
                return true;
            }
        }

        return false;
    }
}
