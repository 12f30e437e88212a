using System.Text.Json;
using Cairn.Api.Common.V1;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Options;

/// <summary>Payloads of JSON that was entered.</summary>
internal static class JsonPayload
{
    /// <summary>A payload of a JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="what">What it is, as the beginning of a sentence.</param>
    /// <exception cref="CommandException">It is no JSON; the message says where.</exception>
    public static Payload Of(string json, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 1_000 });
        }
        catch (JsonException wrong)
        {
            throw new CommandException(
                $"{what} is no JSON at line {wrong.LineNumber + 1}, position {wrong.BytePositionInLine + 1}: {json}. "
                + "Strings need quotes of their own: '\"text\"'.");
        }

        return new()
        {
            Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
            Data = ByteString.CopyFromUtf8(json),
        };
    }

    /// <summary>A payload of a text.</summary>
    public static Payload OfText(string text) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
        Data = ByteString.CopyFromUtf8($"\"{JsonEncodedText.Encode(text)}\""),
    };
}
