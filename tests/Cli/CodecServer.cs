using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Cli;

/// <summary>A codec server that reverses the letters of base 64, and notes who calls.</summary>
internal sealed class CodecServer : IAsyncDisposable
{
    private readonly WebApplication web;

    private CodecServer(WebApplication web) => this.web = web;

    public string Address => web.Urls.Single();

    public bool Refuses { get; set; }

    public bool Forgets { get; set; }

    public ConcurrentBag<string> Callers { get; } = [];

    public static async Task<CodecServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var codec = new CodecServer(builder.Build());
        codec.web.MapPost("/{namespace}/encode", http => codec.AnswerAsync(http, Encode));
        codec.web.MapPost("/{namespace}/decode", http => codec.AnswerAsync(http, Decode));
        await codec.web.StartAsync();
        return codec;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private static JsonNode Encode(JsonNode payload) => new JsonObject
    {
        ["metadata"] = new JsonObject { ["encoding"] = Convert.ToBase64String("binary/turned"u8) },
        ["data"] = Convert.ToBase64String([.. System.Text.Encoding.UTF8.GetBytes(payload.ToJsonString()).Reverse()]),
    };

    private static JsonNode Decode(JsonNode payload) =>
        JsonNode.Parse((byte[])[.. Convert.FromBase64String((string)payload["data"]!).Reverse()])!;

    private async Task AnswerAsync(HttpContext http, Func<JsonNode, JsonNode> change)
    {
        Callers.Add($"{http.Request.Headers.Authorization} {http.Request.Headers["x-team"]} "
            + http.Request.Headers["x-namespace"]);
        if (Refuses)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync("no.");
            return;
        }

        var asked = await JsonNode.ParseAsync(http.Request.Body);
        var payloads = Forgets ? [] : asked!["payloads"]!.AsArray().Select(payload => change(payload!)).ToArray();
        await http.Response.WriteAsync(new JsonObject { ["payloads"] = new JsonArray(payloads) }.ToJsonString());
    }
}
