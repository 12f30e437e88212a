using Cairn.Client.Grpc;
using Cairn.Client.Metrics;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Protocol.Health;
using Cairn.Runtime;
using Cairn.Worker;

namespace Cairn.Client;

/// <summary>
/// A connection over the network, or over any implementation of the service boundary. One serves many clients and
/// workers. Disposing a network connection closes its sockets; open calls fail. Disposing a connection in this process
/// means that the engine ends: calls that it has not answered, and all later ones, fail for good.
/// </summary>
public sealed class CairnConnection : ICairnConnection, IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly OperatorService? operatorService;
    private readonly IHealthService? healthService;
    private readonly GrpcChannel? channel;
    private readonly InProcessLifetime? lifetime;
    private readonly ChannelMetadata metadata;
    private readonly RpcMetrics metrics;
    private volatile bool isConnected;

    /// <summary>Creates a connection in this process.</summary>
    /// <param name="workflowService">The server's calls.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <param name="operatorService">The calls for operators; null if there are none.</param>
    /// <param name="healthService">Answers health checks; null means healthy as long as the server answers.</param>
    public CairnConnection(
        IWorkflowService workflowService,
        CairnConnectionOptions? options = null,
        IOperatorService? operatorService = null,
        IHealthService? healthService = null)
    {
        ArgumentNullException.ThrowIfNull(workflowService);
        lifetime = new();
        this.healthService = healthService;
        ClientOptionsCheck.Check(options ??= new());
        Options = (CairnConnectionOptions)options.Clone();
        metrics = new((Options.Runtime ?? CairnRuntime.Default).MetricMeter, Options.TimeProvider);
        WorkflowService = new(
            new WorkflowServiceProxy(Measured(new InProcessInvoker<IWorkflowService>(workflowService, lifetime))),
            Options);
        this.operatorService = operatorService is null
            ? null
            : new(
                new OperatorServiceProxy(Measured(new InProcessInvoker<IOperatorService>(operatorService, lifetime))),
                Options);
        metadata = new(Options);
        isConnected = true;
    }

    private CairnConnection(CairnConnectionOptions options)
    {
        ClientOptionsCheck.Check(options);
        Options = (CairnConnectionOptions)options.Clone();
        metrics = new((Options.Runtime ?? CairnRuntime.Default).MetricMeter, Options.TimeProvider);
        channel = new(Options);
        metadata = channel.Metadata;
        WorkflowService = new(
            new WorkflowServiceProxy(Measured(new GrpcInvoker<IWorkflowService>(channel))), Options);
        operatorService = new(
            new OperatorServiceProxy(Measured(new GrpcInvoker<IOperatorService>(channel))), Options);
        healthService = new HealthServiceProxy(new GrpcInvoker<IHealthService>(channel));
    }

    /// <inheritdoc/>
    public WorkflowService WorkflowService { get; }

    /// <summary>The calls of another service of the server.</summary>
    /// <param name="proxy">Makes the service.</param>
    /// <exception cref="InvalidOperationException">The server is in this process.</exception>
    internal TService CallsOf<TService>(Func<IRpcInvoker<TService>, TService> proxy) => channel is null
        ? throw new InvalidOperationException("The connection is to an engine in this process.")
        : proxy(new GrpcInvoker<TService>(channel));

    /// <inheritdoc/>
    public OperatorService OperatorService => operatorService
        ?? throw new InvalidOperationException("The connection was made without an operator service.");

    /// <summary>The running workers of this connection.</summary>
    internal EagerWorkflows EagerWorkflows { get; } = new();

    /// <inheritdoc/>
    public CairnConnectionOptions Options { get; }

    /// <summary>
    /// Whether workers on the connection keep no workflow between its tasks, so that each task replays the history.
    /// </summary>
    internal bool ReplaysEveryTask { get; init; }

    /// <inheritdoc/>
    public bool IsConnected => isConnected;

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> RpcMetadata
    {
        get => metadata.Texts;
        set => metadata.Texts = value;
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, byte[]>> RpcBinaryMetadata
    {
        get => metadata.Binaries;
        set => metadata.Binaries = value;
    }

    /// <inheritdoc/>
    public string? ApiKey
    {
        get => metadata.ApiKey;
        set => metadata.ApiKey = value;
    }

    /// <summary>Connects to a server.</summary>
    /// <exception cref="ArgumentException">The target is not of the form host:port, or TLS is half set.</exception>
    /// <exception cref="RpcException">The server cannot be reached, or refuses this caller.</exception>
    public static async Task<CairnConnection> ConnectAsync(CairnConnectionOptions options)
    {
        var connection = CreateLazy(options);
        try
        {
            await connection.ConnectAsync().ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that is opened by its first call.</summary>
    /// <exception cref="ArgumentException">The target is not of the form host:port, or TLS is half set.</exception>
    public static CairnConnection CreateLazy(CairnConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options);
    }

    /// <inheritdoc/>
    public async Task ConnectAsync()
    {
        if (isConnected)
        {
            return;
        }

        try
        {
            await WorkflowService.GetSystemInfoAsync(new(), new RpcOptions { Timeout = ConnectTimeout })
                .ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.Unimplemented)
        {
            // Servers older than this call do not implement it, but they can be reached.
        }

        isConnected = true;
    }

    /// <inheritdoc/>
    public async Task<bool> CheckHealthAsync(RpcService? service = null, RpcOptions? options = null)
    {
        if (lifetime is { IsOver: true })
        {
            return false;
        }

        try
        {
            if (healthService is null)
            {
                await WorkflowService.GetSystemInfoAsync(new(), WithTimeout(options)).ConfigureAwait(false);
                return true;
            }

            var health = await healthService
                .CheckAsync(
                    new() { Service = (service ?? WorkflowService).ServiceName },
                    RpcOptions.Context(options, ConnectTimeout))
                .ConfigureAwait(false);
            return health.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        channel?.Dispose();
        lifetime?.End();
    }

    private MeasuredInvoker<TService> Measured<TService>(IRpcInvoker<TService> inner) => new(inner, metrics);

    private static RpcOptions WithTimeout(RpcOptions? options)
    {
        var copy = (RpcOptions?)options?.Clone() ?? new();
        copy.Timeout ??= ConnectTimeout;
        return copy;
    }
}
