using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>JSON in markers and search attributes, written as Temporal's SDKs on sdk-core do.</summary>
internal static class MarkerJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes a payload of the JSON that the function writes.</summary>
    public static Payload ToPayload(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            write(json);
        }

        return new()
        {
            Data = ByteString.CopyFrom(buffer.WrittenSpan),
            Metadata = { { "encoding", ByteString.CopyFromUtf8("json/plain") } },
        };
    }
}
