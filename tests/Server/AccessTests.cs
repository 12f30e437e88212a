using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cairn.Api.AccessService.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Server.Access;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Server;

/// <summary>Who may call what, with API keys. rpc-roles.tsv is the table of Temporal's default authorizer.</summary>
public sealed class AccessTests
{
    private const string Namespace = "orders";
    private const string Refused = "Request unauthorized.";

    // What the role of workers is enough for, beside the table.
    private static readonly string[] s_forWorkers =
        ["DescribeNamespace", "GetWorkflowExecutionHistory", "ShutdownWorker"];

    private static readonly string[] s_roles = ["none", "reader", "writer", "admin"];

    [Fact]
    public async Task Every_rpc_is_open_to_those_who_may_call_it_and_to_no_others()
    {
        await using var server = await OpenServer.OfGuardedEngineAsync();
        var wrong = new ConcurrentBag<string>();
        var cells = 0;
        foreach (var (name, permission) in Identities())
        {
            var key = permission is null ? null : await KeyAsync(server, permission);
            await Parallel.ForEachAsync(Rpcs(), async (rpc, _) =>
            {
                var answer = await SendAsync(server, rpc, key);
                var isRefused = answer.Code == StatusCode.PermissionDenied && answer.Message == Refused;
                if (isRefused == MayCall(permission, rpc))
                {
                    wrong.Add($"{name} {rpc.Name}: {answer.Code} {answer.Message}");
                }

                Interlocked.Increment(ref cells);
            });
        }

        Assert.Equal([], wrong.Order());
        Assert.Equal(Rpcs().Count() * Identities().Count(), cells);
    }

    [Fact]
    public async Task A_credential_that_is_not_valid_is_refused_and_the_audit_log_says_why()
    {
        var file = Path.GetTempFileName();
        await using var server = await OpenServer.OfGuardedEngineAsync(auditFile: file);
        var key = await KeyAsync(server, "*:admin");
        var revoked = await server.Node.AccessService.CreateApiKeyAsync(
            new() { Name = "old", Permissions = { "*:admin" } });
        await server.Node.AccessService.RevokeApiKeyAsync(new() { Id = revoked.Key.Id });
        var expired = await server.Node.AccessService.CreateApiKeyAsync(
            new() { Name = "brief", Permissions = { "*:admin" }, ValidFor = new() { Nanos = 100 } });
        (string? Sent, string Reason)[] cases =
        [
            (null, "there is no credential"),
            ("Bearer", "the header authorization is not of the form Bearer CREDENTIAL"),
            ("Bearer nonsense", "the server accepts no tokens"),
            ("Bearer cairn_", "there is no such API key"),
            ("Bearer cairn_0000000000000000_x", "there is no such API key"),
            ($"Bearer {key}x", "the API key has another secret"),
            ($"Bearer {revoked.Text}", "the API key was revoked"),
            ($"Bearer {expired.Text}", "the API key has expired"),
        ];
        foreach (var (sent, _) in cases)
        {
            var answer = await server.Client.SendAsync(
                "ListNamespaces", new ListNamespacesRequest(), sent is null ? [] : [("authorization", sent)]);
            Assert.Equal((StatusCode.PermissionDenied, Refused), (answer.Code, answer.Message));
        }

        Assert.Equal(cases.Select(each => each.Reason), Records(file).Select(record => (string?)record["reason"]));
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
    }

    [Fact]
    public async Task Each_write_and_each_refusal_is_one_record_and_reading_is_none()
    {
        var file = Path.GetTempFileName();
        await using var server = await OpenServer.OfGuardedEngineAsync(auditFile: file);
        var writer = await KeyAsync(server, "default:writer");
        var start = new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "order \"1\"\n",
            RequestId = "r",
            WorkflowType = new() { Name = "Order" },
            TaskQueue = new() { Name = "q" },
            Input = new() { Payloads_ = { new Api.Common.V1.Payload { Data = ByteString.CopyFromUtf8("secret") } } },
        };
        Assert.Equal(StatusCode.OK, (await SendAsync(server, "StartWorkflowExecution", start, writer)).Code);
        await SendAsync(server, "CountWorkflowExecutions", new CountWorkflowExecutionsRequest
        {
            Namespace = "default",
        }, writer);
        start.Namespace = "other";
        Assert.Equal(
            StatusCode.PermissionDenied, (await SendAsync(server, "StartWorkflowExecution", start, writer)).Code);

        var records = Records(file);
        Assert.Equal(
            [("OK", "default"), ("PermissionDenied", "other")],
            records.Select(record => ((string?)record["outcome"], (string?)record["namespace"])));
        Assert.All(records, record =>
        {
            Assert.Equal("order \"1\"\n", (string?)record["target"]);
            Assert.Equal("127.0.0.1", (string?)record["from"]);
            Assert.StartsWith("default:writer (", (string?)record["caller"], StringComparison.Ordinal);
        });
        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
    }

    [Fact]
    public void An_audit_log_that_was_moved_goes_on_in_a_new_file()
    {
        var file = Path.GetTempFileName();
        var time = new JumpingTime();
        using var audit = new AuditLog(file, NullLogger.Instance, time);
        audit.Write(Caller.Unknown, "here", "A", default, StatusCode.OK, null);
        File.Move(file, $"{file}.1");
        time.Jump(TimeSpan.FromSeconds(2));

        audit.Write(Caller.Unknown, "here", "B", default, StatusCode.OK, null);

        Assert.Equal("A", (string?)Assert.Single(Records($"{file}.1"))["rpc"]);
        Assert.Equal("B", (string?)Assert.Single(Records(file))["rpc"]);
        File.Delete(file);
        File.Delete($"{file}.1");
    }

    [Fact]
    public async Task A_key_that_is_revoked_is_refused_from_the_next_call_on()
    {
        await using var server = await OpenServer.OfGuardedEngineAsync();
        var admin = await KeyAsync(server, "*:admin");
        var reader = await server.Node.AccessService.CreateApiKeyAsync(
            new() { Name = "reader", Permissions = { "*:reader" } });
        Assert.Equal(StatusCode.OK, (await ListAsync(server, reader.Text)).Code);

        var revoke = await server.Client.SendAsync(
            "/cairn.api.accessservice.v1.AccessService/RevokeApiKey",
            new RevokeApiKeyRequest { Id = reader.Key.Id },
            ("authorization", $"Bearer {admin}"));

        Assert.Equal(StatusCode.OK, revoke.Code);
        Assert.Equal(StatusCode.PermissionDenied, (await ListAsync(server, reader.Text)).Code);
    }

    [Theory]
    [InlineData("", "*:admin", "Name is not set on request.")]
    [InlineData("n", null, "Permissions are not set on request.")]
    [InlineData(
        "n",
        "orders:owner",
        "A permission is NAMESPACE:ROLE, with the roles reader, writer, worker and admin, and * for all namespaces and "
        + "the server itself; not 'orders:owner'.")]
    [InlineData(
        "n",
        "a:reader,b:reader",
        "A permission is NAMESPACE:ROLE, with the roles reader, writer, worker and admin, and * for all namespaces and "
        + "the server itself; not 'a:reader,b:reader'.")]
    public async Task A_key_that_cannot_be_is_refused(string name, string? permission, string text)
    {
        await using var server = await OpenServer.OfGuardedEngineAsync();
        var request = new CreateApiKeyRequest { Name = name };
        request.Permissions.AddRange(permission is null ? [] : [permission]);

        var refused = await Assert.ThrowsAsync<Exceptions.RpcException>(
            () => server.Node.AccessService.CreateApiKeyAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, text), (refused.Code, refused.Message));
    }

    private static Task<Answer> ListAsync(OpenServer server, string key) =>
        SendAsync(server, "ListNamespaces", new ListNamespacesRequest(), key);

    private static async Task<string> KeyAsync(OpenServer server, string permission) =>
        (await server.Node.AccessService.CreateApiKeyAsync(
            new() { Name = permission, Permissions = { permission } })).Text;

    private static Task<Answer> SendAsync(OpenServer server, string rpc, IMessage request, string key) =>
        server.Client.SendAsync(rpc, request, ("authorization", $"bEaReR {key}"), ("grpc-timeout", "30S"));

    private static Task<Answer> SendAsync(
        OpenServer server, Rpc rpc, string? key) =>
        server.Client.SendAsync(
            rpc.Path,
            rpc.Request,
            key is null ? [("grpc-timeout", "30S")] : [("authorization", $"Bearer {key}"), ("grpc-timeout", "30S")]);

    private static IEnumerable<(string Name, string? Permission)> Identities() =>
    [
        ("nobody", null),
        ("reader of it", $"{Namespace}:reader"),
        ("writer of it", $"{Namespace}:writer"),
        ("worker of it", $"{Namespace}:worker"),
        ("admin of it", $"{Namespace}:admin"),
        ("admin of another", "other:admin"),
        ("worker everywhere", "*:worker"),
        ("reader everywhere", "*:reader"),
        ("writer everywhere", "temporal-system:write"),
        ("admin everywhere", "*:admin"),
    ];

    private static bool MayCall(string? permission, Rpc rpc)
    {
        if (rpc.Role == "none")
        {
            return true;
        }

        var (place, role) = permission?.Split(':') is [var left, var right] ? (left, right) : ("", "none");
        if (place is "temporal-system" or "*" ? false : rpc.Scope == "cluster" || place != Namespace)
        {
            return false;
        }

        return role == "worker"
            ? rpc.Scope == "namespace" && (s_forWorkers.Contains(rpc.Name)
                || rpc.Name.StartsWith("Respond", StringComparison.Ordinal)
                || rpc.Name.StartsWith("Record", StringComparison.Ordinal)
                || rpc.Name.EndsWith("TaskQueue", StringComparison.Ordinal)
                    && rpc.Name.StartsWith("Poll", StringComparison.Ordinal))
            : Array.IndexOf(s_roles, role == "write" ? "writer" : role) >= Array.IndexOf(s_roles, rpc.Role);
    }

    // Each names the namespace, where it has one, and nothing else: so it is refused for another reason if at all.
    private static IEnumerable<Rpc> Rpcs()
    {
        var roles = Table();
        foreach (var (path, parser) in WorkflowServiceMethods.All.Select(method => (method.Path, method.RequestParser))
            .Concat(OperatorServiceMethods.All.Select(method => (method.Path, method.RequestParser)))
            .Concat(AccessServiceMethods.All.Select(method => (method.Path, method.RequestParser))))
        {
            var request = parser.ParseFrom(ByteString.Empty);
            request.Descriptor.FindFieldByName("namespace")?.Accessor.SetValue(request, Namespace);
            var name = path[(path.LastIndexOf('/') + 1)..];
            var (scope, role) = path.StartsWith("/cairn.", StringComparison.Ordinal)
                ? ("cluster", "admin")
                : roles[name];
            yield return new(path, request, name, scope, role);
        }
    }

    private static Dictionary<string, (string Scope, string Role)> Table()
    {
        using var reader = new StreamReader(
            typeof(AccessTests).Assembly.GetManifestResourceStream("rpc-roles.tsv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(row => row[0], row => (row[1], row[2]));
    }

    private static JsonNode[] Records(string file) =>
        [.. File.ReadAllLines(file).Select(line => JsonNode.Parse(line)!)];

    private sealed record Rpc(string Path, IMessage Request, string Name, string Scope, string Role);

    private sealed class JumpingTime : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Jump(TimeSpan by) => ticks += by.Ticks;
    }
}
