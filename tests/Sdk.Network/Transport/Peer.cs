using System.Buffers.Binary;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>A server that speaks HTTP/2 and says what a test wants to hear, right or wrong.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly WebApplication host;

    private Peer(WebApplication host)
    {
        this.host = host;
        var address = host.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        Target = new Uri(address).Authority;
    }

    public string Target { get; }

    public static async Task<Peer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var host = builder.Build();
        host.Run(answer);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new Peer(host);
    }

    /// <summary>A message and OK.</summary>
    public static Task AnswerAsync(HttpContext http, IMessage message) =>
        AnswerAsync(http, Frame(message.ToByteArray()));

    /// <summary>Whatever bytes, and a status in the trailers; none if it is null.</summary>
    public static async Task AnswerAsync(HttpContext http, byte[] body, string? status = "0")
    {
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
        if (status is not null)
        {
            http.Response.AppendTrailer("grpc-status", status);
        }
    }

    /// <summary>A status alone, in the headers.</summary>
    public static Task RefuseAsync(HttpContext http, int code, string message, string? details = null)
    {
        http.Response.ContentType = "application/grpc";
        http.Response.Headers["grpc-status"] = $"{code}";
        http.Response.Headers["grpc-message"] = message;
        if (details is not null)
        {
            http.Response.Headers["grpc-status-details-bin"] = details;
        }

        return Task.CompletedTask;
    }

    public static byte[] Frame(byte[] content, byte format = 0, int? length = null)
    {
        var frame = new byte[5 + content.Length];
        frame[0] = format;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length ?? content.Length);
        content.CopyTo(frame, 5);
        return frame;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
