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

    /// <summary>Whether every string of a message that can be parsed is UTF-8, those inside its messages too.</summary>
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
            var tag = ReadVarint(ref bytes);
            switch (WireFormat.GetTagWireType((uint)tag))
            {
                case WireFormat.WireType.Varint:
                    ReadVarint(ref bytes);
                    break;
                case WireFormat.WireType.Fixed64:
                    bytes = bytes[8..];
                    break;
                case WireFormat.WireType.Fixed32:
                    bytes = bytes[4..];
                    break;
                case WireFormat.WireType.StartGroup:
                    groups++;
                    break;
                case WireFormat.WireType.EndGroup:
                    groups--;
                    break;
                default:
                    var length = (int)ReadVarint(ref bytes);
                    var number = WireFormat.GetTagFieldNumber((uint)tag);
                    if (groups == 0
                        && fields.TryGetValue(number, out var field)
                        && !IsUtf8(bytes[..length], field))
                    {
                        return false;
                    }

                    bytes = bytes[length..];
                    break;
            }
        }

        return true;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> content, FieldDescriptor field) =>
        field.FieldType == FieldType.String ? Utf8.IsValid(content) : AreUtf8(content, field.MessageType);

    private static FrozenDictionary<int, FieldDescriptor> FieldsOf(MessageDescriptor descriptor) => descriptor.Fields
        .InFieldNumberOrder()
        .Where(field => field.FieldType is FieldType.String or FieldType.Message)
        .ToFrozenDictionary(field => field.FieldNumber);

    private static ulong ReadVarint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var place = 0; ; place++)
        {
            value |= (ulong)(bytes[place] & 0x7F) << (7 * place);
            if (bytes[place] < 0x80)
            {
                bytes = bytes[(place + 1)..];
                return value;
            }
        }
    }
}
