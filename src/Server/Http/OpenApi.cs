using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Cairn.Protocol;
using Google.Protobuf.Reflection;

namespace Cairn.Server.Http;

/// <summary>Describes the bindings of the RPCs that are served, as an OpenAPI 3 document.</summary>
/// <param name="methods">The RPCs that are served: their requests and answers, by path in gRPC.</param>
internal sealed class OpenApi(
    IReadOnlyDictionary<string, (MessageDescriptor Request, MessageDescriptor Answer)> methods)
{
    private static readonly Lazy<JsonObject> s_document = new(() => new OpenApi(Served()).Write());

    private readonly OpenApiSchemas schemas = new();

    /// <summary>The document.</summary>
    public static JsonNode Document() => s_document.Value;

    private static Dictionary<string, (MessageDescriptor, MessageDescriptor)> Served()
    {
        var served = new Dictionary<string, (MessageDescriptor, MessageDescriptor)>();
        foreach (var method in WorkflowServiceMethods.All)
        {
            served.Add(method.Path, (method.Request, method.Response));
        }

        foreach (var method in OperatorServiceMethods.All)
        {
            served.Add(method.Path, (method.Request, method.Response));
        }

        return served;
    }

    private JsonObject Write()
    {
        var paths = new JsonObject();
        foreach (var route in HttpRoutes.All)
        {
            if (methods.TryGetValue(route.GrpcPath, out var types))
            {
                var path = (paths[route.Template] ??= new JsonObject()).AsObject();
                path[route.Method.ToLowerInvariant()] = Operation(route, types.Request, types.Answer);
            }
        }

        return new()
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = "Cairn",
                ["description"] = "The Temporal API over HTTP.",
                ["version"] = typeof(OpenApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                    .InformationalVersion.Split('+')[0],
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.ToNode() },
        };
    }

    private JsonObject Operation(HttpRoute route, MessageDescriptor request, MessageDescriptor answer)
    {
        var operation = new JsonObject
        {
            ["operationId"] = IdOf(route),
            ["tags"] = new JsonArray(route.Service[(route.Service.LastIndexOf('.') + 1)..]),
            ["parameters"] = new JsonArray([.. Parameters(route, request)]),
        };
        if (route.HasBody)
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content(schemas.Of(request)) };
        }

        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "OK", ["content"] = Content(schemas.Of(answer)) },
            ["default"] = new JsonObject
            {
                ["description"] = "An error.", ["content"] = Content(schemas.OfError()),
            },
        };
        return operation;
    }

    // The RPC, and a number for each further binding of it.
    private static string IdOf(HttpRoute route)
    {
        var place = HttpRoutes.All.Where(other => other.GrpcPath == route.GrpcPath)
            .OrderBy(other => !other.Template.StartsWith("/api/", StringComparison.Ordinal)).ToList().IndexOf(route);
        return place == 0 ? route.Rpc : string.Create(CultureInfo.InvariantCulture, $"{route.Rpc}{place + 1}");
    }

    private static JsonObject Content(JsonNode schema) =>
        new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private IEnumerable<JsonNode> Parameters(HttpRoute route, MessageDescriptor request)
    {
        foreach (var field in route.Fields)
        {
            yield return new JsonObject
            {
                ["name"] = field,
                ["in"] = "path",
                ["required"] = true,
                ["schema"] = new JsonObject { ["type"] = "string" },
            };
        }

        if (!route.HasBody)
        {
            foreach (var (name, field) in QueryFields(request, string.Empty, []))
            {
                if (!route.Fields.Contains(ProtoPath(request, name)))
                {
                    yield return new JsonObject
                    {
                        ["name"] = name, ["in"] = "query", ["schema"] = schemas.Of(field),
                    };
                }
            }
        }
    }

    /// <summary>The fields that a query can set: those of messages by their path, and no maps.</summary>
    private static IEnumerable<(string Name, FieldDescriptor Field)> QueryFields(
        MessageDescriptor type, string prefix, HashSet<MessageDescriptor> outer)
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            var name = prefix + field.JsonName;
            var isMessage = field.FieldType == FieldType.Message
                && field.MessageType.File.Package != "google.protobuf";
            if (!isMessage)
            {
                yield return (name, field);
            }
            else if (!field.IsMap && !field.IsRepeated && outer.Add(field.MessageType))
            {
                foreach (var inner in QueryFields(field.MessageType, $"{name}.", outer))
                {
                    yield return inner;
                }

                outer.Remove(field.MessageType);
            }
        }
    }

    /// <summary>The path of a field with the names of the .proto files, as templates have it.</summary>
    private static string ProtoPath(MessageDescriptor type, string path)
    {
        var names = new List<string>();
        foreach (var part in path.Split('.'))
        {
            var field = type.Fields.InDeclarationOrder().First(field => field.JsonName == part);
            names.Add(field.Name);
            type = field.FieldType == FieldType.Message ? field.MessageType : type;
        }

        return string.Join('.', names);
    }
}
