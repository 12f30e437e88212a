using System.Text.Json;
using Cairn.Protocol;
using Cairn.Server.Http;

namespace Cairn.Tests.Server.Http;

/// <summary>Who may call what over HTTP: the same as over gRPC.</summary>
public sealed class HttpAccessTests : IDisposable
{
    private const string Start = "/api/v1/namespaces/default/workflows/w";

    private const string Body = """{"workflowType":{"name":"W"},"taskQueue":{"name":"q"}}""";

    private readonly string audit = Path.GetTempFileName();

    public void Dispose() => File.Delete(audit);

    [Fact]
    public async Task Every_binding_asks_for_a_credential()
    {
        var (server, _) = await OpenHttp.OfGuardedEngineAsync("*:admin", audit);
        await using var closed = server;
        string[] served =
        [
            .. WorkflowServiceMethods.All.Select(method => method.Path),
            .. OperatorServiceMethods.All.Select(method => method.Path),
        ];
        var open = new HashSet<string>();
        foreach (var route in HttpRoutes.All.Where(route => served.Contains(route.GrpcPath)))
        {
            // A body that is malformed shows that the caller is looked at before the request.
            var answer = await server.SendAsync(
                route.Method, RouteTests.PathOf(route, _ => "x"), route.HasBody ? "{" : null);
            if (answer.Status != 403 || answer.Message != "Request unauthorized.")
            {
                open.Add(route.Rpc);
            }
        }

        Assert.Equal(["GetSystemInfo"], open);
    }

    [Fact]
    public async Task A_caller_may_do_what_its_role_allows_and_writes_and_refusals_are_recorded()
    {
        var (server, key) = await OpenHttp.OfGuardedEngineAsync("default:writer", audit);
        await using (server)
        {
            (string, string) credential = ("Authorization", $"Bearer {key}");

            Assert.Equal(200, (await server.PostAsync(Start, Body, credential)).Status);
            Assert.Equal(200, (await server.GetAsync(Start, credential)).Status);
            var elsewhere = await server.PostAsync(
                Start.Replace("default", "other", StringComparison.Ordinal), Body, credential);
            Assert.Equal((403, "Request unauthorized."), (elsewhere.Status, elsewhere.Message));
            Assert.EndsWith(
                "PermissionDeniedFailure",
                elsewhere.Json.GetProperty("details")[0].GetProperty("@type").GetString(),
                StringComparison.Ordinal);
            Assert.Equal(403, (await server.GetAsync("/api/v1/namespaces", credential)).Status);
            Assert.Equal(403, (await server.GetAsync(Start, ("Grpc-Metadata-Authorization", $"Bearer {key}"))).Status);
        }

        var records = (await File.ReadAllLinesAsync(audit, TestContext.Current.CancellationToken))
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            [
                "StartWorkflowExecution OK", "StartWorkflowExecution PermissionDenied",
                "ListNamespaces PermissionDenied", "DescribeWorkflowExecution PermissionDenied",
            ],
            records.Select(record => $"{record.GetProperty("rpc")} {record.GetProperty("outcome")}"));
    }
}
