using System.Net;
using System.Net.Sockets;
using Cairn.Protocol;
using Cairn.Server.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cairn.Server;

/// <summary>The way in over the network: the Temporal API as unary gRPC over HTTP/2, with TLS or without.</summary>
public sealed partial class GrpcServer : IAsyncDisposable
{
    /// <summary>How long the calls that are open may take to end when the server closes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly WebApplication host;
    private readonly CancellationTokenSource stopping;

    private GrpcServer(WebApplication host, CancellationTokenSource stopping)
    {
        this.host = host;
        this.stopping = stopping;
        var address = host.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        var uri = new Uri(address);
        EndPoint = new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>
    /// Checks that the port is free and that certificates can be read, so that a start that must fail is refused before
    /// anything is written.
    /// </summary>
    /// <param name="options">Where it is to listen.</param>
    /// <exception cref="IOException">The port is in use, or a certificate cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static void RequireStartable(GrpcServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        if (options.Tls is { } tls)
        {
            _ = ServerCertificates.Read(tls);
        }

        var place = new IPEndPoint(options.Address, options.Port);
        try
        {
            SocketTransportOptions.CreateDefaultBoundListenSocket(place).Dispose();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException(
                $"Failed to bind to address {place}: address already in use.", new AddressInUseException(e.Message, e));
        }
    }

    /// <summary>Opens the server.</summary>
    /// <param name="service">Who answers clients and workers.</param>
    /// <param name="operatorService">Who answers operators.</param>
    /// <param name="health">Who answers probes.</param>
    /// <param name="options">Where it listens; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the start early.</param>
    /// <exception cref="IOException">The port is in use, or a certificate cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static Task<GrpcServer> StartAsync(
        IWorkflowService service,
        IOperatorService operatorService,
        IHealthService health,
        GrpcServerOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(
            () => OpenAsync(service, operatorService, health, options ?? new(), cancellationToken), cancellationToken);

    /// <summary>Ends the long polls, waits a second for the other calls that are open, and closes the port.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(CloseAsync));

    // On the thread pool: the web server awaits on the context of who starts and stops it.
    private static async Task<GrpcServer> OpenAsync(
        IWorkflowService service,
        IOperatorService operatorService,
        IHealthService health,
        GrpcServerOptions chosen,
        CancellationToken cancellationToken)
    {
        chosen.ThrowIfInvalid();
        var logger = chosen.LoggerFactory.CreateLogger<GrpcServer>();
        var certificate = chosen.Tls is { } tls ? new ServedCertificate(tls, logger) : null;
        var stopping = new CancellationTokenSource();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(chosen.LoggerFactory);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, chosen, certificate));
        var host = builder.Build();
        var methods = new GrpcMethods(service, operatorService, health);
        var calls = new GrpcEndpoint(
            methods, chosen.MaxReceiveBytes, logger, stopping.Token);
        host.Run(calls.HandleAsync);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            var server = new GrpcServer(host, stopping);
            if (!IPAddress.IsLoopback(chosen.Address) && chosen.Tls?.ClientCaFile is null)
            {
                LogOpen(logger, server.EndPoint, chosen.Tls is null ? "clear" : "TLS");
            }

            return server;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            stopping.Dispose();
            throw;
        }
    }

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
        stopping.Dispose();
    }

    private static void Configure(
        KestrelServerOptions kestrel, GrpcServerOptions options, ServedCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
        // Finds workers that are gone without a word; their polls would take tasks else.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        // Calls have deadlines of their own, and the reader of messages the limit of their size.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(options.Address, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(certificate.Current()),
                });
            }
        });
    }

    [LoggerMessage(
        2001,
        LogLevel.Warning,
        "Anybody who reaches {Address} can start, read and end workflows: the server asks for no certificates of "
        + "clients and speaks {Encryption}")]
    private static partial void LogOpen(ILogger logger, IPEndPoint address, string encryption);
}
