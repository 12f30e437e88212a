using System.Net;
using System.Net.Sockets;
using Cairn.Protocol;
using Cairn.Server.Access;
using Cairn.Server.Grpc;
using Cairn.Server.Hooks;
using Cairn.Server.Http;
using Cairn.Server.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cairn.Server;

/// <summary>Serves the Temporal API over the network: unary gRPC over HTTP/2, with or without TLS.</summary>
public sealed partial class GrpcServer : IAsyncDisposable
{
    /// <summary>How long open calls may take to end when the server stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Two ids of 1,000 bytes, with each byte escaped, and a long query.</summary>
    private const int MaxUrlBytes = 32 * 1024;

    private readonly WebApplication host;
    private readonly AccessControl? access;
    private readonly CancellationTokenSource stopping;

    private GrpcServer(WebApplication host, AccessControl? access, CancellationTokenSource stopping, bool hasHttp)
    {
        (this.host, this.access, this.stopping) = (host, access, stopping);
        IPEndPoint[] places =
        [
            .. host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.Select(address => IPEndPoint.Parse(new Uri(address).Authority)),
        ];
        EndPoint = places[0];
        HttpEndPoint = hasHttp ? places[^1] : null;
    }

    /// <summary>The address and port that it listens on for gRPC.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The address and port that it listens on for the HTTP API; null if it serves none.</summary>
    public IPEndPoint? HttpEndPoint { get; }

    /// <summary>
    /// Checks that the ports are free and that the certificates and the file of webhooks can be read, so that the
    /// caller can fail before it creates a database.
    /// </summary>
    /// <param name="options">The options of the server.</param>
    /// <exception cref="IOException">A port is in use, or a file cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static void RequireStartable(GrpcServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        if (options.Tls is { } tls)
        {
            _ = ServerCertificates.Read(tls);
        }

        _ = HookSet.Read(options.HttpApi?.HooksFile);

        foreach (var port in PortsOf(options))
        {
            var place = new IPEndPoint(options.Address, port);
            try
            {
                SocketTransportOptions.CreateDefaultBoundListenSocket(place).Dispose();
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new IOException(
                    $"Failed to bind to address {place}: address already in use.",
                    new AddressInUseException(e.Message, e));
            }
        }
    }

    /// <summary>Starts the server.</summary>
    /// <param name="service">Answers clients and workers.</param>
    /// <param name="operatorService">Answers operators.</param>
    /// <param name="health">Answers health checks.</param>
    /// <param name="options">The options of the server; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">A port is in use, or a file cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static Task<GrpcServer> StartAsync(
        IWorkflowService service,
        IOperatorService operatorService,
        IHealthService health,
        GrpcServerOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(
            () => OpenAsync(service, operatorService, health, options ?? new(), cancellationToken), cancellationToken);

    /// <summary>Ends the long polls, waits up to a second for other open calls, and closes the port.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(CloseAsync));

    // On the thread pool: the web server resumes on the context of the caller that starts and stops it.
    private static async Task<GrpcServer> OpenAsync(
        IWorkflowService service,
        IOperatorService operatorService,
        IHealthService health,
        GrpcServerOptions chosen,
        CancellationToken cancellationToken)
    {
        chosen.ThrowIfInvalid();
        RequestMetrics.Publish();
        var logger = chosen.LoggerFactory.CreateLogger<GrpcServer>();
        var certificate = chosen.Tls is { } tls ? new ServedCertificate(tls, logger) : null;
        var stopping = new CancellationTokenSource();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(chosen.LoggerFactory);
        builder.Services.AddCors();
        var access = chosen.Access is { } given ? AccessOf(given, builder.Services, chosen.LoggerFactory) : null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, chosen, certificate));
        var host = builder.Build();
        try
        {
            var methods = new GrpcMethods(service, operatorService, chosen.Access?.Service, health);
            Serve(host, methods, new(methods, access, logger, stopping.Token), chosen);
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            var server = new GrpcServer(host, access, stopping, chosen.HttpApi is not null);
            if (!IPAddress.IsLoopback(chosen.Address) && chosen.Access is null && chosen.Tls?.ClientCaFile is null)
            {
                LogOpen(logger, server.EndPoint, chosen.Tls is null ? "clear" : "TLS");
            }

            return server;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            access?.Dispose();
            stopping.Dispose();
            throw;
        }
    }

    private static void Serve(WebApplication host, GrpcMethods methods, RpcCalls calls, GrpcServerOptions options)
    {
        var grpc = new GrpcEndpoint(methods, calls, options.MaxReceiveBytes);
        if (options.HttpApi is not { } chosen)
        {
            host.Run(grpc.HandleAsync);
            return;
        }

        if (chosen.CorsOrigins.Count > 0)
        {
            host.UseCors(policy => policy
                .WithOrigins([.. chosen.CorsOrigins])
                .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete)
                .AllowAnyHeader());
        }

        var hooks = new HookEndpoint(
            HookSet.Read(chosen.HooksFile),
            methods,
            calls,
            options.MaxReceiveBytes,
            TimeProvider.System,
            options.LoggerFactory.CreateLogger<HookEndpoint>());
        var guard = new BrowserGuard(
            chosen.CorsOrigins, anyName: options.Access is not null || !IPAddress.IsLoopback(options.Address));
        var http = new HttpEndpoint(methods, calls, hooks, guard, options.MaxReceiveBytes);
        host.Run(context => GrpcEndpoint.IsGrpc(context.Request)
            ? grpc.HandleAsync(context)
            : http.HandleAsync(context));
    }

    /// <summary>The ports to listen on: that of gRPC, then that of the HTTP API if it is another one.</summary>
    private static IEnumerable<int> PortsOf(GrpcServerOptions options) => options.HttpApi is { } http
        && (http.Port != options.Port || http.Port == 0)
            ? [options.Port, http.Port]
            : [options.Port];

    private async Task CloseAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(Grace);
        await host.StopAsync(deadline.Token).ConfigureAwait(false);
        await host.DisposeAsync().ConfigureAwait(false);
        access?.Dispose();
        stopping.Dispose();
    }

    private static AccessControl AccessOf(AccessOptions options, IServiceCollection services, ILoggerFactory loggers)
    {
        if (options.Jwt is { } jwt)
        {
            Tokens.Accept(services, jwt);
        }

        return new(
            new Credentials(options),
            new AuditLog(options.AuditFile, loggers.CreateLogger<AuditLog>(), TimeProvider.System));
    }

    private static void Configure(
        KestrelServerOptions kestrel, GrpcServerOptions options, ServedCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
        // Finds connections of lost workers; otherwise their polls would take tasks.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        // Calls have their own deadlines, and RequestReader limits the size.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestLineSize = MaxUrlBytes;
        // Without TLS a port speaks one version of HTTP; with it, the handshake chooses the version.
        var http = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        var grpc = options.HttpApi is null || certificate is null ? HttpProtocols.Http2 : http;
        foreach (var (place, port) in PortsOf(options).Index())
        {
            kestrel.Listen(options.Address, port, listen =>
            {
                listen.Protocols = place == 0 ? grpc : http;
                listen.Use(Counted);
                certificate?.Serve(listen);
            });
        }
    }

    private static ConnectionDelegate Counted(ConnectionDelegate next) => async connection =>
    {
        RequestMetrics.Connect();
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            RequestMetrics.Disconnect();
        }
    };

    [LoggerMessage(
        2001,
        LogLevel.Warning,
        "Every client that reaches {Address} can start, read and end workflows: the server requires no client "
        + "certificates and uses {Encryption}")]
    private static partial void LogOpen(ILogger logger, IPEndPoint address, string encryption);
}
