using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Cli.Metrics;

/// <summary>A collector of OTLP: takes what comes by HTTP/1.1 with protocol buffers, or by gRPC.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> texts = new();
    private readonly WebApplication host;

    private OtlpReceiver(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        host = builder.Build();
        host.Run(TakeAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Address => host.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<OtlpReceiver> StartAsync(HttpProtocols protocols)
    {
        var receiver = new OtlpReceiver(protocols);
        await receiver.host.StartAsync();
        return receiver;
    }

    /// <summary>All that came on a path, as text: names are readable in protocol buffers.</summary>
    public string Text(string path) => texts.GetValueOrDefault(path, "");

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        texts.AddOrUpdate(
            http.Request.Path.Value!,
            _ => Encoding.Latin1.GetString(body.ToArray()),
            (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        if (http.Request.Protocol == "HTTP/2")
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[5]); // One empty message.
            http.Response.AppendTrailer("grpc-status", "0");
        }
        else
        {
            http.Response.ContentType = "application/x-protobuf";
        }
    }
}
