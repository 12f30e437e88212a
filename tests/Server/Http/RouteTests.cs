using System.Reflection;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Server.Http;
using Google.Protobuf;

namespace Cairn.Tests.Server.Http;

public sealed class RouteTests
{
    private static readonly HashSet<string> Served =
    [
        .. WorkflowServiceMethods.All.Select(method => method.Path),
        .. OperatorServiceMethods.All.Select(method => method.Path),
    ];

    [Fact]
    public async Task Every_binding_of_a_served_rpc_calls_it_with_the_fields_of_its_path()
    {
        var service = DispatchProxy.Create<IWorkflowService, RecordingService>();
        var operators = DispatchProxy.Create<IOperatorService, RecordingService>();
        await using var server = await OpenHttp.OfAsync(service, operators);
        var wrong = new List<string>();
        foreach (var route in HttpRoutes.All.Where(route => Served.Contains(route.GrpcPath)))
        {
            var recording = (RecordingService)(route.Service == WorkflowServiceMethods.ServiceName
                ? (object)service
                : operators);
            var answer = await server.SendAsync(
                route.Method, PathOf(route, field => $"a%2Fb {field}"), route.HasBody ? "{}" : null);
            var sent = recording.Request is { } request
                ? route.Fields.All(field => ValueOf(request, field) == $"a/b {field}")
                : false;
            if (answer.Status != 200 || answer.Body != "{}" || recording.Rpc != route.Rpc || !sent)
            {
                wrong.Add($"{route.Method} {route.Template}: {answer.Status} {answer.Body}, {recording.Rpc}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_binding_of_an_rpc_that_is_not_served_is_answered_as_over_grpc()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        var wrong = new List<string>();
        foreach (var route in HttpRoutes.All.Where(route => !Served.Contains(route.GrpcPath)))
        {
            var grpc = await server.Grpc.SendAsync(route.GrpcPath, new GetSystemInfoRequest());
            var answer = await server.SendAsync(route.Method, PathOf(route, _ => "x"), route.HasBody ? "{}" : null);
            if (answer.Status != 501 || answer.Message != grpc.Message)
            {
                wrong.Add($"{route.Method} {route.Template}: {answer.Status} {answer.Body}, not {grpc.Message}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_table_has_every_binding_of_the_api_once()
    {
        Assert.Equal(228, HttpRoutes.All.Length);
        Assert.Equal(106, HttpRoutes.All.Select(route => route.GrpcPath).Distinct().Count());
        Assert.Equal(
            HttpRoutes.All.Length,
            HttpRoutes.All.Select(route => $"{route.Method} {PathOf(route, _ => "x")}").Distinct().Count());
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_not_found_and_another_method_is_not_implemented()
    {
        await using var server = await OpenHttp.OfEngineAsync();

        foreach (var path in (string[])["/", "/api", "/api/v1", "/api/v1/namespaces/", "/api/v1/namespaces//workflows",
            "/temporal.api.workflowservice.v1.WorkflowService/GetSystemInfo", "/../../etc/passwd", "//"])
        {
            var missing = await server.GetAsync(path);
            Assert.Equal((404, 5), (missing.Status, missing.Json.GetProperty("code").GetInt32()));
        }

        foreach (var method in (string[])["PUT", "PATCH", "POST", "BREW"])
        {
            var refused = await server.SendAsync(method, "/api/v1/system-info");
            Assert.Equal((501, "GET"), (refused.Status, refused.Headers["Allow"]));
            Assert.Equal("Method Not Allowed: this path takes GET.", refused.Message);
        }
    }

    internal static string PathOf(HttpRoute route, Func<string, string> value) => string.Join('/', route.Template
        .Split('/').Select(part => part.StartsWith('{') ? value(part[1..^1]).Replace(" ", "%20") : part));

    private static string? ValueOf(IMessage message, string path)
    {
        object? value = message;
        foreach (var name in path.Split('.'))
        {
            value = ((IMessage)value!).Descriptor.FindFieldByName(name).Accessor.GetValue((IMessage)value);
        }

        return value as string;
    }
}
