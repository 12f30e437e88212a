using System.Runtime.InteropServices;
using Cairn.Cli.Verbs;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Server.Access;
using Cairn.Server.Metrics;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Cairn.Cli.Servers;

/// <summary>Runs one server on one store, until SIGTERM or Ctrl+C.</summary>
internal static partial class RunServer
{
    /// <summary>Runs the server; returns when it has stopped.</summary>
    public static async Task RunAsync(ServerOptions options)
    {
        options.ThrowIfInvalid();
        var stop = new TaskCompletionSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var logs = Logs(options);
        var serverOptions = new GrpcServerOptions
        {
            Address = options.Address,
            Port = options.Port,
            Tls = options.Tls,
            HttpApi = options.HttpApi,
            LoggerFactory = logs,
        };
        // Before the store is opened, so that a port in use leaves no new database behind.
        GrpcServer.RequireStartable(serverOptions);
        using var telemetry = Telemetry.Start(options.OtlpEndpoint, logs.CreateLogger<Telemetry>());
        await using var metrics = await OpenMetricsAsync(options, logs);
        await using var store = await OpenAsync(options.DatabasePath, logs);
        await using var node = await Node.StartAsync(
            store,
            new NodeOptions
            {
                Namespaces = options.Namespaces,
                SearchAttributes = options.SearchAttributes,
                CallbackAddresses = options.CallbackAddresses,
                MetricLabelLimit = options.MetricLabelLimit,
                LoggerFactory = logs,
            });
        var access = options.IsGuarded || (metrics is not null && options.MetricsAreGuarded)
            ? AccessOf(node, options)
            : null;
        if (access is not null)
        {
            metrics?.Admit(access);
        }

        await using var server = await GrpcServer.StartAsync(
            node.Service,
            node.OperatorService,
            node.HealthService,
            serverOptions with { Access = options.IsGuarded ? access : null });
        if (!options.CallbackAddresses.IsEmpty)
        {
            LogCallbacksNotCalled(logs.CreateLogger(typeof(RunServer)));
        }

        Announce(options, server, metrics);
        await stop.Task;
    }

    private static void Announce(ServerOptions options, GrpcServer server, MetricsPage? metrics)
    {
        Console.WriteLine($"Server: {server.EndPoint}");
        if (metrics is not null)
        {
            var scheme = options.MetricsAreGuarded ? "https" : "http";
            Console.WriteLine($"Metrics: {scheme}://{metrics.EndPoint}/metrics");
        }

        if (server.HttpEndPoint is { } http)
        {
            Console.WriteLine($"HTTP API: {(options.Tls is null ? "http" : "https")}://{http}/api/v1");
        }

        var address = options.Port == 7233 ? string.Empty : $" --address {server.EndPoint}";
        Console.WriteLine(
            $"Next: start a worker (docs/guides/getting-started.md); 'cairn doctor{address}' looks at the server.");
    }

    /// <exception cref="CommandException">No caller could have a credential.</exception>
    private static AccessOptions AccessOf(Node node, ServerOptions options)
    {
        if (options.Jwt is null && options.ClientCaPath is null && !node.ApiKeys.HasValid)
        {
            throw new CommandException(
                "Callers need a credential, and there is none yet. cairn operator api-key create --name admin "
                + $"--permission '*:admin' --db-filename {options.DatabasePath ?? "FILE"} makes the first one; "
                + "--jwt-authority and --tls-client-ca-path are other ways, --insecure lets everybody in.");
        }

        return new()
        {
            Keys = node.ApiKeys,
            Service = node.AccessService,
            Jwt = options.Jwt,
            AuditFile = options.AuditPath ?? (options.DatabasePath is { } path ? $"{path}.audit.jsonl" : null),
        };
    }

    private static async Task<IStore> OpenAsync(string? path, ILoggerFactory logs) => path is null
        ? new MemoryStore()
        : await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path, LoggerFactory = logs });

    private static async Task<MetricsPage?> OpenMetricsAsync(ServerOptions options, ILoggerFactory logs) =>
        options.MetricsPort is { } port
            ? await MetricsPage.StartAsync(new()
            {
                Address = options.MetricsAddress,
                Port = port,
                Tls = options.MetricsAreGuarded ? options.Tls : null,
                IsGuarded = options.MetricsAreGuarded,
                Jwt = options.Jwt,
                LoggerFactory = logs,
            })
            : null;

    private static ILoggerFactory Logs(ServerOptions options) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(options.LogLevel);
        // A port in use is reported once, as the error of the command.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Standard output is for the server's addresses, so logs go to standard error.
        _ = options.LogsJson ? logging.AddJsonConsole() : logging.AddSimpleConsole(text => text.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });

    [LoggerMessage(
        6001,
        LogLevel.Warning,
        "Completion callbacks are stored with their workflows and shown, but this version does not call them")]
    private static partial void LogCallbacksNotCalled(ILogger logger);
}
