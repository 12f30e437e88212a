using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Cairn.Protocol.Json;
using Cairn.Server.Grpc;
using Cairn.Server.Hooks;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Cairn.Server.Http;

/// <summary>Handles one request of the HTTP API, from its URL to its answer. Every error leaves as JSON.</summary>
/// <param name="methods">The RPCs.</param>
/// <param name="calls">Makes the calls.</param>
/// <param name="hooks">Answers deliveries of webhooks.</param>
/// <param name="guard">Refuses pages of other origins.</param>
/// <param name="maxBodyBytes">The maximum size of a body in bytes.</param>
internal sealed class HttpEndpoint(
    GrpcMethods methods, RpcCalls calls, HookEndpoint hooks, BrowserGuard guard, int maxBodyBytes)
{
    /// <summary>Kestrel's own default, which gRPC has no use for.</summary>
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        if (HttpProtocol.IsHttp11(http.Request.Protocol)
            && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = SlowestBody;
        }

        var format = JsonFormat.OfAnswer(http.Request);
        try
        {
            guard.Require(http.Request);
            var target = RequestTarget.Read(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            if (target.Path is ["hooks", var name])
            {
                var (status, done) = await hooks.AnswerAsync(http, name).ConfigureAwait(false);
                await HttpAnswer.WriteAsync(http, status, done, format).ConfigureAwait(false);
                return;
            }

            if (target.Path is ["api", "v1", "openapi.json"] && HttpMethods.IsGet(http.Request.Method))
            {
                await HttpAnswer.WriteAsync(http, StatusCodes.Status200OK, OpenApi.Document(), format)
                    .ConfigureAwait(false);
                return;
            }

            var (route, fields) = HttpRoutes.Find(http.Request.Method, target.Path);
            var answer = await calls.RunAsync(
                http,
                route.GrpcPath,
                RpcException.StatusCode.InvalidArgument,
                deadline => AnswerAsync(http, route, fields, target, deadline)).ConfigureAwait(false);
            await HttpAnswer.WriteAsync(
                http, StatusCodes.Status200OK, MessageJson.ToNode(answer, format.Style), format).ConfigureAwait(false);
        }
        catch (Exception caught) when (!http.Response.HasStarted)
        {
            var refused = caught as RpcException ?? calls.StatusOf(caught, http, http.Request.Path, isLate: false);
            await HttpAnswer.WriteAsync(http, refused, format).ConfigureAwait(false);
        }
    }

    private async Task<IMessage> AnswerAsync(
        HttpContext http,
        HttpRoute route,
        IReadOnlyList<KeyValuePair<string, string>> fields,
        RequestTarget target,
        Deadline deadline)
    {
        var method = methods.Find(route.GrpcPath);
        var call = await calls.BeginAsync(http, method).ConfigureAwait(false);
        var body = route.HasBody
            ? await RequestBody.ReadAsync(http.Request, maxBodyBytes, deadline.Token).ConfigureAwait(false)
            : default;
        var request = ReadRequest(http, method, route, fields, target, body);
        return await calls.CallAsync(method, call, request, HttpMetadata.Read(http.Request.Headers), deadline)
            .ConfigureAwait(false);
    }

    private static IMessage ReadRequest(
        HttpContext http,
        GrpcMethod method,
        HttpRoute route,
        IReadOnlyList<KeyValuePair<string, string>> fields,
        RequestTarget target,
        ReadOnlyMemory<byte> body)
    {
        try
        {
            var inUrl = new RequestFields(method.Request);
            foreach (var (name, value) in fields)
            {
                inUrl.Add(name, [value]);
            }

            foreach (var (name, values) in target.Query)
            {
                if (name is not (JsonFormat.PrettyParameter or JsonFormat.FullParameter))
                {
                    AddFromQuery(inUrl, route, name, values);
                }
            }

            var request = new MessageJsonReader(JsonFormat.OfBody(http.Request).Shorthand).Read(body, method.Request);
            request.MergeFrom(inUrl.ToMessage().ToByteString());
            return request;
        }
        catch (MessageJsonException wrong)
        {
            throw new RpcException(RpcException.StatusCode.InvalidArgument, wrong.Message);
        }
    }

    private static void AddFromQuery(RequestFields inUrl, HttpRoute route, string name, IReadOnlyList<string> values)
    {
        if (route.HasBody)
        {
            throw new MessageJsonException(
                $"{Clipped.Echo(name)}: the fields of {route.Rpc} belong in the body, not in the query");
        }

        inUrl.Add(name, values);
    }
}
