namespace Cairn.Protocol.Json;

/// <summary>A text is not the JSON of a message; the message says where and why.</summary>
/// <param name="message">The position or the field, and the reason.</param>
internal sealed class MessageJsonException(string message) : Exception(message);
