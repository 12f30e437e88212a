using System.Net;
using Cairn.Runtime.Access;
using Cairn.Server.Access;
using Cairn.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cairn.Server.Metrics;

/// <summary>Serves the metrics of this process at <c>/metrics</c>, for Prometheus.</summary>
public sealed class MetricsPage : IAsyncDisposable
{
    private readonly MetricsCollector collector = new();
    private readonly WebApplication host;
    private readonly bool isGuarded;
    private readonly bool isLocal;
    private volatile Credentials? credentials;

    private MetricsPage(MetricsPageOptions options)
    {
        (isGuarded, isLocal) = (options.IsGuarded, IPAddress.IsLoopback(options.Address));
        var certificate = options.Tls is { } tls
            ? new ServedCertificate(tls, options.LoggerFactory.CreateLogger<MetricsPage>())
            : null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(options.LoggerFactory);
        if (options.Jwt is { } jwt)
        {
            Tokens.Accept(builder.Services, jwt);
        }

        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            options.Address,
            options.Port,
            listen => certificate?.Serve(listen)));
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
    /// <param name="options">The options of the page.</param>
    /// <exception cref="IOException">The port is in use, or a certificate cannot be read.</exception>
    public static async Task<MetricsPage> StartAsync(MetricsPageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var page = new MetricsPage(options);
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

    /// <summary>Says how callers of a guarded page are known.</summary>
    public void Admit(AccessOptions access) => credentials = new Credentials(access);

    /// <summary>Closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync().ConfigureAwait(false);
        collector.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path != "/metrics")
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (isGuarded && !await IsReaderAsync(http).ConfigureAwait(false))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await http.Response.WriteAsync("Request unauthorized.\n").ConfigureAwait(false);
            return;
        }

        if (isLocal && !isGuarded && !BrowserGuard.IsOwnName(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await http.Response.WriteAsync(collector.Write()).ConfigureAwait(false);
    }

    private async Task<bool> IsReaderAsync(HttpContext http) =>
        credentials is { } known
        && (await known.FindAsync(http).ConfigureAwait(false)).Permissions.In(string.Empty) >= Role.Reader;
}
