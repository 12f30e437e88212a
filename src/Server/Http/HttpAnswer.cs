using System.Text.Json.Nodes;
using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Cairn.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Http;

/// <summary>Writes answers as JSON.</summary>
internal static class HttpAnswer
{
    /// <summary>Writes a document.</summary>
    public static async Task WriteAsync(HttpContext http, int status, JsonNode? document, JsonFormat format)
    {
        var text = MessageJson.ToUtf8(document, format.Pretty);
        http.Response.StatusCode = status;
        http.Response.ContentType = format.ContentType;
        http.Response.ContentLength = text.Length;
        await http.Response.Body.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Writes an error with its typed details.</summary>
    public static async Task WriteAsync(HttpContext http, RpcException refused, JsonFormat format)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (refused is MethodNotAllowedException { Allowed: var allowed })
        {
            http.Response.Headers.Allow = string.Join(", ", allowed);
        }

        var error = new JsonObject
        {
            ["code"] = (int)refused.Code,
            ["message"] = Clipped.Message(refused.Message),
            ["details"] = refused.Detail is { } detail ? new JsonArray(MessageJson.ToTypedNode(detail)) : [],
        };
        await WriteAsync(http, HttpStatus.Of(refused), error, format).ConfigureAwait(false);
    }
}
