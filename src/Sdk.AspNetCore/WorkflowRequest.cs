using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.AspNetCore;

/// <summary>One HTTP request that is about a workflow.</summary>
/// <param name="context">The request.</param>
internal sealed class WorkflowRequest(HttpContext context)
{
    private readonly JsonSerializerOptions json =
        context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    /// <summary>The request.</summary>
    public HttpContext Context { get; } = context;

    /// <summary>The client of the host.</summary>
    public ICairnClient Client { get; } = context.RequestServices.GetRequiredService<ICairnClient>();

    /// <summary>The id of the workflow that the path names.</summary>
    public string Id => WorkflowIdInPath.Of(Context);

    /// <summary>Ends calls when the caller goes away.</summary>
    public RpcOptions Rpc { get; } = new() { CancellationToken = context.RequestAborted };

    /// <summary>Options of a start that ends when the caller goes away.</summary>
    /// <exception cref="BadBodyException">The body gave the workflow no id.</exception>
    public WorkflowOptions OptionsOf<TBody>(TBody body, Func<TBody, WorkflowOptions> make)
    {
        WorkflowOptions options;
        try
        {
            options = make(body);
        }
        catch (ArgumentNullException e) when (e.ParamName == "id")
        {
            throw NoId();
        }

        RequireId(options.Id);
        options.Rpc ??= Rpc;
        return options;
    }

    /// <summary>Returns an id that is one.</summary>
    /// <exception cref="BadBodyException">It is null or empty.</exception>
    public static string RequireId(string? id) => string.IsNullOrEmpty(id) ? throw NoId() : id;

    /// <summary>Reads the body.</summary>
    /// <exception cref="BadBodyException">It cannot be read, or is not authentic.</exception>
    public async Task<T> ReadAsync<T>(Func<HttpRequest, ReadOnlyMemory<byte>, bool>? isAuthentic = null)
    {
        using var buffer = new MemoryStream();
        await Context.Request.Body.CopyToAsync(buffer, Context.RequestAborted).ConfigureAwait(false);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (isAuthentic?.Invoke(Context.Request, bytes) == false)
        {
            throw new BadBodyException(StatusCodes.Status401Unauthorized, null, "The caller is not authentic.");
        }

        if (!Context.Request.HasJsonContentType())
        {
            throw new BadBodyException(
                StatusCodes.Status415UnsupportedMediaType,
                null,
                $"The content type is \"{Context.Request.ContentType}\", but must be application/json.");
        }

        try
        {
            var type = (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T));
            return JsonSerializer.Deserialize(bytes.Span, type) ?? throw new BadBodyException(
                StatusCodes.Status400BadRequest, null, "The body is null, but must be a value.");
        }
        catch (JsonException e)
        {
            throw BadBodyException.Of(e);
        }
    }

    /// <summary>The answer to a start: where its status is.</summary>
    public IResult Started(WorkflowHandle handle)
    {
        var request = Context.Request;
        var path = (request.PathBase + request.Path).ToUriComponent().TrimEnd('/');
        var url = $"{path}/{Uri.EscapeDataString(handle.Id)}";
        Context.Response.Headers.Location = url;
        return TypedResults.Json(
            new WorkflowStatus(handle.Id, handle.ResultRunId ?? string.Empty) { StatusUrl = url },
            WorkflowStatusJson.Default.WorkflowStatus,
            statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Finds a workflow of a type.</summary>
    /// <exception cref="RpcException">NotFound: there is none, or one of another type.</exception>
    public async Task<WorkflowExecutionDescription> FindAsync<TWorkflow>(string id)
    {
        var found = await Client.GetWorkflowHandle(id).DescribeAsync(new() { Rpc = Rpc }).ConfigureAwait(false);
        return found.WorkflowType == WorkflowDefinition.Create<TWorkflow>().Name
            ? found
            : throw new RpcException(RpcException.StatusCode.NotFound, $"workflow not found for ID: {id}");
    }

    /// <summary>Finds a workflow of a type that is not closed.</summary>
    /// <exception cref="RpcException">NotFound: there is none, or one of another type.</exception>
    /// <exception cref="WorkflowClosedException">It is closed.</exception>
    public async Task<WorkflowHandle> FindRunningAsync<TWorkflow>(string id)
    {
        var found = await FindAsync<TWorkflow>(id).ConfigureAwait(false);
        return found.CloseTime is null ? Client.GetWorkflowHandle(id) : throw new WorkflowClosedException(found);
    }

    /// <summary>Signals a workflow.</summary>
    public async Task<IResult> SignalAsync<TWorkflow>(string id, SignalCall<TWorkflow> call)
    {
        var workflow = await FindRunningAsync<TWorkflow>(id).ConfigureAwait(false);
        try
        {
            await workflow.SignalAsync(call, new() { Rpc = Rpc }).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            // It closed in between, which is said as if it had been closed before.
            await FindRunningAsync<TWorkflow>(id).ConfigureAwait(false);
            throw;
        }

        return TypedResults.Accepted((string?)null);
    }

    /// <summary>The answer with a value.</summary>
    public IResult Json<T>(T value) => TypedResults.Json(value, (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)));

    /// <summary>The answer with the status of a workflow.</summary>
    public async Task<IResult> ShowAsync(WorkflowExecutionDescription found)
    {
        var status = new WorkflowStatus(found.Id, found.RunId)
        {
            WorkflowType = found.WorkflowType,
            Status = $"{found.Status}",
            StartTime = found.StartTime,
            CloseTime = found.CloseTime,
        };
        if (found.Status is not (WorkflowExecutionStatus.Running or WorkflowExecutionStatus.Paused))
        {
            status = await WithResultAsync(status).ConfigureAwait(false);
        }

        return TypedResults.Json(status, WorkflowStatusJson.Default.WorkflowStatus);
    }

    private static BadBodyException NoId() => new(
        StatusCodes.Status400BadRequest, null, "The body does not name the workflow: its id is missing.");

    private async Task<WorkflowStatus> WithResultAsync(WorkflowStatus status)
    {
        try
        {
            var result = await Client.GetWorkflowHandle(status.WorkflowId, status.RunId)
                .GetResultAsync<IRawValue>(followRuns: false, Rpc).ConfigureAwait(false);
            var encoding = result.Payload.Metadata.TryGetValue("encoding", out var name) ? name.ToStringUtf8() : "";
            return encoding.StartsWith("json/", StringComparison.Ordinal)
                ? status with { Result = JsonDocument.Parse(result.Payload.Data.Memory).RootElement }
                : status;
        }
        catch (WorkflowFailedException e)
        {
            return status with { Failure = e.InnerException?.Message ?? e.Message };
        }
        catch (WorkflowContinuedAsNewException)
        {
            return status;
        }
    }
}
