using System.Security.Cryptography;
using Google.Protobuf;

namespace Cairn.Protocol;

/// <summary>A message that was handed over, with its hash at that time.</summary>
internal sealed class HandedOverMessage
{
    private readonly string what;
    private readonly IMessage message;
    private readonly byte[] hash;

    /// <summary>Stores the hash of a message.</summary>
    /// <param name="what">The name in the error: <c>The request of StartWorkflowExecution</c>.</param>
    /// <param name="message">The message.</param>
    public HandedOverMessage(string what, IMessage message)
    {
        (this.what, this.message) = (what, message);
        var bytes = message.ToByteArray();
        (Bytes, hash) = (bytes.Length, SHA256.HashData(bytes));
    }

    /// <summary>The size of the message, in bytes.</summary>
    public int Bytes { get; }

    /// <exception cref="InvalidOperationException">It was changed.</exception>
    public void ThrowIfChanged()
    {
        if (!SHA256.HashData(message.ToByteArray()).AsSpan().SequenceEqual(hash))
        {
            throw new InvalidOperationException(
                $"{what} was changed after it had been handed over. Both sides may still read it: change a Clone().");
        }
    }
}
