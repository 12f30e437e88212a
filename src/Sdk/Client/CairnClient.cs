using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Client.Interceptors;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Generated;

namespace Cairn.Client;

/// <summary>Starts workflows and finds them again. It is thread-safe; make one and keep it.</summary>
public partial class CairnClient : ICairnClient
{
    /// <summary>Creates a client over a connection.</summary>
    /// <param name="connection">The connection to the server.</param>
    /// <param name="options">The client's options; null means the defaults.</param>
    public CairnClient(ICairnConnection connection, CairnClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Connection = connection;
        Options = options is null ? new() : (CairnClientOptions)options.Clone();
        ClientPlugins.Configure(Options);
        ClientOptionsCheck.Check(Options);
        Options.DataConverter = TransferTypeConverter.In(Options.DataConverter);
        WorkflowService = new(connection.WorkflowService, connection.Options, retry: true);
        OutboundInterceptor = ClientCalls.Chain(this);
    }

    /// <inheritdoc/>
    public ICairnConnection Connection { get; }

    /// <inheritdoc/>
    public CairnClientOptions Options { get; }

    /// <inheritdoc/>
    public WorkflowService WorkflowService { get; }

    /// <inheritdoc/>
    public ClientOutboundInterceptor OutboundInterceptor { get; }

    /// <inheritdoc/>
    public OperatorService OperatorService => new(Connection.OperatorService, Connection.Options, retry: true);

    /// <summary>Options by which a call of a derived client is retried.</summary>
    protected RpcOptions RetryRpcOptions { get; } = DefaultRetryOptions(null);

    /// <summary>Connects to a server and creates a client over the connection.</summary>
    /// <exception cref="ArgumentException">The target is not of the form host:port, or TLS is half set.</exception>
    /// <exception cref="Exceptions.RpcException">The server cannot be reached, or refuses this caller.</exception>
    public static async Task<CairnClient> ConnectAsync(CairnClientConnectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(await ClientPlugins.ConnectAsync(options).ConfigureAwait(false), options.ToClientOptions());
    }

    /// <summary>Creates a client whose connection is opened by its first call.</summary>
    /// <exception cref="ArgumentException">The target is not of the form host:port, or TLS is half set.</exception>
    public static CairnClient CreateLazy(CairnClientConnectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(CairnConnection.CreateLazy(options), options.ToClientOptions());
    }

    /// <summary>The options of a call of a derived client, which is retried unless they say no.</summary>
    /// <param name="origOptions">The caller's options; null means none.</param>
    /// <returns>The same options, or a copy.</returns>
    protected static RpcOptions DefaultRetryOptions(RpcOptions? origOptions)
    {
        if (origOptions is { Retry: not null })
        {
            return origOptions;
        }

        var copy = (RpcOptions?)origOptions?.Clone() ?? new();
        copy.Retry = true;
        return copy;
    }

    /// <inheritdoc/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(workflowRunCall);
        return OutboundInterceptor.StartWorkflowAsync<TWorkflow, TResult>(
            new(WorkflowNames.OfRun(method), args, options, null));
    }

    /// <inheritdoc/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public async Task<WorkflowHandle<TWorkflow>> StartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(workflowRunCall);
        return await OutboundInterceptor.StartWorkflowAsync<TWorkflow, ValueTuple>(
            new(WorkflowNames.OfRun(method), args, options, null)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<WorkflowHandle> StartWorkflowAsync(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        return await OutboundInterceptor.StartWorkflowAsync<object, object>(new(workflow, args, options, null))
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public WorkflowHandle GetWorkflowHandle(string id, string? runId = null, string? firstExecutionRunId = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(this, id, runId, runId, firstExecutionRunId);
    }

    /// <inheritdoc/>
    public WorkflowHandle<TWorkflow> GetWorkflowHandle<TWorkflow>(
        string id, string? runId = null, string? firstExecutionRunId = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(this, id, runId, runId, firstExecutionRunId);
    }

    /// <inheritdoc/>
    public WorkflowHandle<TWorkflow, TResult> GetWorkflowHandle<TWorkflow, TResult>(
        string id, string? runId = null, string? firstExecutionRunId = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(this, id, runId, runId, firstExecutionRunId);
    }

    /// <inheritdoc/>
    public AsyncActivityHandle GetAsyncActivityHandle(byte[] taskToken)
    {
        ArgumentNullException.ThrowIfNull(taskToken);
        return new(this, new AsyncActivityHandle.TaskTokenReference(taskToken));
    }

    /// <inheritdoc/>
    public AsyncActivityHandle GetAsyncActivityHandle(string workflowId, string? runId, string activityId)
    {
        ArgumentNullException.ThrowIfNull(workflowId);
        ArgumentNullException.ThrowIfNull(activityId);
        return new(this, new AsyncActivityHandle.IdReference(workflowId, runId, activityId));
    }
}
