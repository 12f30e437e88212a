using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cairn.Cli.Servers;

/// <summary>
/// Sends metrics and spans to a collector by OTLP. All that OpenTelemetry's variables of the environment say holds,
/// such as OTEL_EXPORTER_OTLP_HEADERS.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const int PortOfHttp = 4318;

    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    ];

    private readonly MeterProvider meters;
    private readonly TracerProvider spans;

    private readonly TelemetryTrouble trouble;

    private Telemetry(Uri? endpoint, ILogger logger)
    {
        trouble = new TelemetryTrouble(logger);
        meters = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe)
            .AddMeter("Cairn.*")
            .AddOtlpExporter(options => Configure(options, endpoint, "v1/metrics"))
            .Build();
        spans = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe)
            .AddSource("Cairn.*")
            .AddOtlpExporter(options => Configure(options, endpoint, "v1/traces"))
            .Build();
    }

    /// <summary>Starts to send; null if neither the endpoint nor a variable of the environment says where.</summary>
    /// <param name="endpoint">The collector; null means that the environment says.</param>
    /// <param name="logger">Where it is said that the collector cannot be reached.</param>
    public static Telemetry? Start(Uri? endpoint, ILogger logger) =>
        endpoint is not null || Endpoints.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 })
            ? new Telemetry(endpoint, logger)
            : null;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        spans.Dispose();
        meters.Dispose();
        trouble.Dispose();
    }

    private static void Describe(ResourceBuilder resource)
    {
        if (Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is not { Length: > 0 })
        {
            resource.AddService("cairn");
        }
    }

    private static void Configure(OtlpExporterOptions options, Uri? endpoint, string path)
    {
        if (endpoint is null)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL") is not { Length: > 0 }
            && endpoint.Port == PortOfHttp)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
        }

        // The exporter adds the path of the signal only to an endpoint of the environment.
        options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf
            ? new Uri(new Uri($"{endpoint.ToString().TrimEnd('/')}/"), path)
            : endpoint;
    }
}
