using System.Text.Json;
using Cairn.Protocol;
using Cairn.Server.Http;

namespace Cairn.Tests.Server.Http;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_describes_exactly_the_bindings_that_are_served()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        string[] served =
        [
            .. WorkflowServiceMethods.All.Select(method => method.Path),
            .. OperatorServiceMethods.All.Select(method => method.Path),
        ];

        var document = (await server.GetAsync("/api/v1/openapi.json")).Json;

        Assert.StartsWith("3.0", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            HttpRoutes.All.Where(route => served.Contains(route.GrpcPath))
                .Select(route => $"{route.Method} {route.Template}").Order(StringComparer.Ordinal),
            document.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject()
                    .Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_is_named_once_and_every_reference_leads_to_a_schema()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        var document = (await server.GetAsync("/api/v1/openapi.json")).Json;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();

        Assert.All(References(document), name => Assert.True(schemas.TryGetProperty(name, out _), name));
        Assert.All(operations, operation =>
        {
            var names = operation.GetProperty("parameters").EnumerateArray()
                .Select(parameter => parameter.GetProperty("name").GetString()).ToList();
            Assert.Equal(names.Distinct(), names);
        });
        var ids = operations.Select(operation => operation.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var history = document.GetProperty("paths")
            .GetProperty("/api/v1/namespaces/{namespace}/workflows/{execution.workflow_id}/history").GetProperty("get");
        Assert.Equal(
            ["namespace", "execution.workflow_id", "execution.runId", "maximumPageSize", "nextPageToken",
                "waitNewEvent", "historyEventFilterType", "skipArchival"],
            history.GetProperty("parameters").EnumerateArray().Select(one => one.GetProperty("name").GetString()!));
    }

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member.Name == "$ref"
            ? [member.Value.GetString()!["#/components/schemas/".Length..]]
            : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
