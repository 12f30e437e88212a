using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Grpc;

/// <summary>
/// Checks the wire types in map entries. The C# parser does not: it skips the tag of an invalid type and reads its
/// content as further tags. Other parsers refuse the message.
/// </summary>
internal static class MapEntries
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<int, FieldDescriptor>> s_fields =
        [];

    /// <summary>Whether all map entries of a parsed message have valid wire types.</summary>
    public static bool AreWellFormed(ReadOnlySpan<byte> message, MessageDescriptor descriptor)
    {
        var fields = s_fields.GetOrAdd(descriptor, FieldsWithMaps);
        return fields.Count == 0 || AreWellFormed(message, fields);
    }

    private static bool AreWellFormed(ReadOnlySpan<byte> bytes, FrozenDictionary<int, FieldDescriptor> fields)
    {
        var groups = 0; // The number of open groups; no message declares a group.
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
                && !AreWellFormed(content, s_fields.GetOrAdd(field.MessageType, FieldsWithMaps)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads the content of a tag; false if it is incomplete or the wire type is invalid.</summary>
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

    private static FrozenDictionary<int, FieldDescriptor> FieldsWithMaps(MessageDescriptor descriptor) =>
        descriptor.Fields.InFieldNumberOrder()
            .Where(field => field.FieldType == FieldType.Message && HasMap(field, []))
            .ToFrozenDictionary(field => field.FieldNumber);

    private static bool HasMap(FieldDescriptor field, HashSet<MessageDescriptor> seen) =>
        field.IsMap
        || (field.FieldType == FieldType.Message
            && seen.Add(field.MessageType)
            && field.MessageType.Fields.InFieldNumberOrder().Any(inner => HasMap(inner, seen)));

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
