using Cairn.Client;
using Cairn.Extensions.AspNetCore;
using Cairn.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// Maps endpoints of workflows. They use the host's <see cref="ICairnClient"/>. Errors are answered as ProblemDetails:
/// 400 for a body that cannot be read or names no workflow, 404 for a workflow that does not exist or is of another
/// type, 409 for one that is started already or closed, 413 for a body that is too large, 415 for one that is no JSON,
/// 422 for an update that was rejected or failed. Functions that make a call of a body refuse it by <see
/// cref="BadHttpRequestException"/>, whose status and message are the answer.
/// </summary>
public static class WorkflowEndpoints
{
    /// <summary>
    /// Maps POST to the start of a workflow, answered by 202 with the URL of its status, and GET of that URL,
    /// <c>{workflowId}</c> below the pattern, to the status.
    /// </summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route of the workflows, <c>/orders</c> for instance.</param>
    /// <param name="call">Makes the call of the workflow from the body.</param>
    /// <param name="options">Makes the options of the workflow, with its id and task queue.</param>
    /// <returns>The group of both endpoints, below which signals and updates can be mapped.</returns>
    public static RouteGroupBuilder MapWorkflow<TBody, TWorkflow>(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        Func<TBody, WorkflowCall<TWorkflow>> call,
        Func<TBody, WorkflowOptions> options)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(options);
        return endpoints.MapWorkflow<TBody, TWorkflow>(pattern, async (client, body, request) =>
            await client.StartWorkflowAsync(call(body), request.OptionsOf(body, options)).ConfigureAwait(false));
    }

    /// <summary>
    /// Maps POST to the start of a workflow, answered by 202 with the URL of its status, and GET of that URL,
    /// <c>{workflowId}</c> below the pattern, to the status.
    /// </summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route of the workflows, <c>/orders</c> for instance.</param>
    /// <param name="call">Makes the call of the workflow from the body.</param>
    /// <param name="options">Makes the options of the workflow, with its id and task queue.</param>
    /// <returns>The group of both endpoints, below which signals and updates can be mapped.</returns>
    public static RouteGroupBuilder MapWorkflow<TBody, TWorkflow, TResult>(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        Func<TBody, WorkflowCall<TWorkflow, TResult>> call,
        Func<TBody, WorkflowOptions> options)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(options);
        return endpoints.MapWorkflow<TBody, TWorkflow>(pattern, async (client, body, request) =>
            await client.StartWorkflowAsync(call(body), request.OptionsOf(body, options)).ConfigureAwait(false));
    }

    /// <summary>Maps GET to the status of workflows of one type.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route; it has the parameter <c>{workflowId}</c>.</param>
    public static IEndpointConventionBuilder MapWorkflowStatus<TWorkflow>(
        this IEndpointRouteBuilder endpoints, string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        WorkflowIdInPath.Require(pattern);
        return endpoints.MapGet(pattern, Handle(async request => await request.ShowAsync(
            await request.FindAsync<TWorkflow>(request.Id).ConfigureAwait(false)).ConfigureAwait(false)));
    }

    /// <summary>Maps POST to a signal, answered by 202 when it is durable.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route; it has the parameter <c>{workflowId}</c>.</param>
    /// <param name="call">Makes the call of the signal from the body.</param>
    public static IEndpointConventionBuilder MapWorkflowSignal<TBody, TWorkflow>(
        this IEndpointRouteBuilder endpoints, string pattern, Func<TBody, SignalCall<TWorkflow>> call)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(call);
        WorkflowIdInPath.Require(pattern);
        return endpoints.MapPost(pattern, Handle(async request =>
            await request.SignalAsync(request.Id, call(await request.ReadAsync<TBody>().ConfigureAwait(false)))
                .ConfigureAwait(false)));
    }

    /// <summary>Maps POST without a body to a signal, answered by 202 when it is durable.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route; it has the parameter <c>{workflowId}</c>.</param>
    /// <param name="call">Makes the call of the signal.</param>
    public static IEndpointConventionBuilder MapWorkflowSignal<TWorkflow>(
        this IEndpointRouteBuilder endpoints, string pattern, Func<SignalCall<TWorkflow>> call)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(call);
        WorkflowIdInPath.Require(pattern);
        return endpoints.MapPost(
            pattern,
            Handle(async request => await request.SignalAsync(request.Id, call()).ConfigureAwait(false)));
    }

    /// <summary>Maps POST to an update, answered by 204 when it has ended.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route; it has the parameter <c>{workflowId}</c>.</param>
    /// <param name="call">Makes the call of the update from the body.</param>
    public static IEndpointConventionBuilder MapWorkflowUpdate<TBody, TWorkflow>(
        this IEndpointRouteBuilder endpoints, string pattern, Func<TBody, UpdateCall<TWorkflow>> call)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(call);
        WorkflowIdInPath.Require(pattern);
        return endpoints.MapPost(pattern, Handle(async request =>
        {
            var update = call(await request.ReadAsync<TBody>().ConfigureAwait(false));
            var workflow = await request.FindRunningAsync<TWorkflow>(request.Id).ConfigureAwait(false);
            await workflow.ExecuteUpdateAsync(update, new() { Rpc = request.Rpc }).ConfigureAwait(false);
            return TypedResults.NoContent();
        }));
    }

    /// <summary>Maps POST to an update, answered by 200 with its result when it has ended.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route; it has the parameter <c>{workflowId}</c>.</param>
    /// <param name="call">Makes the call of the update from the body.</param>
    public static IEndpointConventionBuilder MapWorkflowUpdate<TBody, TWorkflow, TResult>(
        this IEndpointRouteBuilder endpoints, string pattern, Func<TBody, UpdateCall<TWorkflow, TResult>> call)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(call);
        WorkflowIdInPath.Require(pattern);
        return endpoints.MapPost(pattern, Handle(async request =>
        {
            var update = call(await request.ReadAsync<TBody>().ConfigureAwait(false));
            var workflow = await request.FindRunningAsync<TWorkflow>(request.Id).ConfigureAwait(false);
            return request.Json(
                await workflow.ExecuteUpdateAsync(update, new() { Rpc = request.Rpc }).ConfigureAwait(false));
        }));
    }

    /// <summary>
    /// Maps POST to a signal of the workflow that the body names, answered by 202 when it is durable: for calls of
    /// other systems. They repeat calls whose answers they missed, so the signal must tolerate being received twice.
    /// </summary>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="workflowId">Finds the id of the workflow.</param>
    /// <param name="call">Makes the call of the signal from the body.</param>
    /// <param name="isAuthentic">
    /// Whether the caller is who it says, by the headers and the bytes of the body; if not, the answer is 401.
    /// <see cref="WebhookSignatures"/> checks signatures. Null, the default, means that all callers are.
    /// </param>
    public static IEndpointConventionBuilder MapWorkflowWebhook<TBody, TWorkflow>(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        Func<TBody, string> workflowId,
        Func<TBody, SignalCall<TWorkflow>> call,
        Func<HttpRequest, ReadOnlyMemory<byte>, bool>? isAuthentic = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(workflowId);
        ArgumentNullException.ThrowIfNull(call);
        return endpoints.MapPost(pattern, Handle(async request =>
        {
            var body = await request.ReadAsync<TBody>(isAuthentic).ConfigureAwait(false);
            var id = WorkflowRequest.RequireId(workflowId(body));
            return await request.SignalAsync(id, call(body)).ConfigureAwait(false);
        }));
    }

    /// <summary>
    /// Answers the errors of Cairn's client as ProblemDetails, for endpoints that are mapped to delegates.
    /// </summary>
    public static TBuilder WithWorkflowProblems<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddEndpointFilter(static async (context, next) =>
        {
            try
            {
                return await next(context).ConfigureAwait(false);
            }
            catch (Exception e) when (WorkflowProblems.Of(e, context.HttpContext) is { } problem)
            {
                return problem;
            }
        });
    }

    private static RouteGroupBuilder MapWorkflow<TBody, TWorkflow>(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        Func<ICairnClient, TBody, WorkflowRequest, Task<WorkflowHandle>> start)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var group = endpoints.MapGroup(pattern);
        group.MapPost(string.Empty, Handle(async request =>
        {
            var body = await request.ReadAsync<TBody>().ConfigureAwait(false);
            return request.Started(await start(request.Client, body, request).ConfigureAwait(false));
        }));
        group.MapWorkflowStatus<TWorkflow>($"{{{WorkflowIdInPath.Parameter}}}");
        return group;
    }

    private static RequestDelegate Handle(Func<WorkflowRequest, Task<IResult>> answer) => async context =>
    {
        IResult result;
        try
        {
            result = await answer(new(context)).ConfigureAwait(false);
        }
        catch (Exception e) when (WorkflowProblems.Of(e, context) is { } problem)
        {
            result = problem;
        }

        await result.ExecuteAsync(context).ConfigureAwait(false);
    };
}
