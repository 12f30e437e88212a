using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Server.Metrics;

/// <summary>Serves the metrics of this process at <c>/metrics</c>, for Prometheus.</summary>
public sealed class MetricsPage : IAsyncDisposable
{
    private readonly MetricsCollector collector = new();
    private readonly WebApplication host;

    private MetricsPage(IPAddress address, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(address, port));
        host = builder.Build();
        host.Run(AnswerAsync);
    }

    /// <summary>The address and port that it listens on.</summary>
    public IPEndPoint EndPoint
    {
        get
        {
            var address = host.Services.GetRequiredService<IServer>().Features
                .GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
            return IPEndPoint.Parse(new Uri(address).Authority);
        }
    }

    /// <summary>Starts the page; it collects measurements from now on.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port; 0 chooses a free one.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<MetricsPage> StartAsync(IPAddress address, int port)
    {
        var page = new MetricsPage(address, port);
        try
        {
            await page.host.StartAsync().ConfigureAwait(false);
            return page;
        }
        catch
        {
            await page.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync().ConfigureAwait(false);
        collector.Dispose();
    }

    private Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path != "/metrics")
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return http.Response.WriteAsync(collector.Write());
    }
}
