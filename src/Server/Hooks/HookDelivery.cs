using System.Text.Json;
using Cairn.Exceptions;
using Cairn.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Hooks;

/// <summary>One delivery of a webhook.</summary>
/// <param name="headers">Its headers.</param>
/// <param name="body">Its body.</param>
internal sealed class HookDelivery(IHeaderDictionary headers, ReadOnlyMemory<byte> body)
{
    private JsonElement? json;

    /// <summary>The bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The body as JSON.</summary>
    /// <exception cref="RpcException">It is not JSON.</exception>
    public JsonElement Json => json ??= Parse();

    /// <summary>The value of a header; null if there is none.</summary>
    public string? Header(string name) => headers[name] is [{ } value] ? value : null;

    private JsonElement Parse()
    {
        try
        {
            return JsonTexts.WhyNot(Body.Span) is { } reason
                ? throw new RpcException(RpcException.StatusCode.InvalidArgument, $"The body is not JSON: {reason}.")
                : JsonElement.Parse(Body.Span);
        }
        catch (JsonException malformed)
        {
            throw new RpcException(
                RpcException.StatusCode.InvalidArgument,
                $"The body is not JSON at line {malformed.LineNumber + 1}, position "
                + $"{malformed.BytePositionInLine + 1}.");
        }
    }
}
