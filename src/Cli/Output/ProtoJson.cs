using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Protocol.Json;
using Google.Protobuf;

namespace Cairn.Cli.Output;

/// <summary>
/// Messages as the JSON of the protocol. In its short form a payload of JSON is the value itself, and a list of
/// payloads a list of values; what cannot be shown that way stays as it is kept.
/// </summary>
internal static class ProtoJson
{
    /// <summary>The message as JSON.</summary>
    public static JsonNode? Node(IMessage message, bool shorthand) =>
        MessageJson.ToNode(message, shorthand ? PayloadStyle.Readable : PayloadStyle.Full);

    /// <summary>The text of a document.</summary>
    public static string Write(JsonNode? node, bool indented) => MessageJson.ToText(node, indented);

    /// <summary>The value of a payload for people.</summary>
    public static string Text(Payload payload) => Write(Value(payload), indented: false);

    /// <summary>The values of payloads for people, with commas between them.</summary>
    public static string Text(Payloads? payloads) => payloads is null
        ? string.Empty
        : string.Join(", ", payloads.Payloads_.Select(Text));

    /// <summary>A payload in its short form.</summary>
    public static JsonNode? Value(Payload payload) => MessageJson.ToNode(payload, PayloadStyle.Readable);
}
