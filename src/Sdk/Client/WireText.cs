using System.Buffers;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>
/// Gives a message that stays in this process the texts that it would have over the network: an unpaired surrogate has
/// no UTF-8 form and becomes U+FFFD. Otherwise an id in memory would differ from the same id in tokens and the
/// database.
/// </summary>
internal static class WireText
{
    /// <summary>The message itself, or a copy of it if one of its texts differs on the wire.</summary>
    /// <param name="message">The message.</param>
    /// <param name="bytes">Its size on the wire.</param>
    public static IMessage Of(IMessage message, int bytes)
    {
        var rented = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            var written = rented.AsSpan(0, bytes);
            message.WriteTo(written);
            return written.IndexOf("\uFFFD"u8) < 0
                ? message
                : message.Descriptor.Parser.ParseFrom(rented, 0, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
