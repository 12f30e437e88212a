using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Server.Hooks;

namespace Cairn.Tests.Server.Http;

public sealed class HookTests : IDisposable
{
    private const string Secret = "s3cret";

    private const string Body = """{"id":"e1","order":{"id":7,"lines":["a",{"b":true}]},"amount":1.50,"note":null}""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn-hooks-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_delivery_becomes_a_signal_once_however_often_it_is_repeated()
    {
        await using var server = await StartAsync("""
            "workflowId": "order-{$.order.id}", "signal": "paid {header:X-Kind}", "deliveryId": "$.id",
            "arguments": ["$.amount", "$.order.lines[1]", "$", "for {$.order.id}: {{x}}", "header:X-Kind", 5, null,
                {"a": "$"}]
            """);
        await server.PostAsync(
            "/api/v1/namespaces/default/workflows/order-7",
            """{"workflowType":{"name":"W"},"taskQueue":{"name":"q"}}""");

        for (var time = 0; time < 2; time++)
        {
            var taken = await DeliverAsync(server, Body, ("X-Kind", "x\"<b>"));
            Assert.Equal((202, """{"workflowId":"order-7"}"""), (taken.Status, taken.Body));
        }

        var events = (await server.GetAsync("/api/v1/namespaces/default/workflows/order-7/history")).Json
            .GetProperty("history").GetProperty("events");
        Assert.Equal(3, events.GetArrayLength());
        var signal = events[2].GetProperty("workflowExecutionSignaledEventAttributes");
        Assert.Equal("paid x\"<b>", signal.GetProperty("signalName").GetString());
        Assert.Equal("hook:pay", signal.GetProperty("identity").GetString());
        var input = signal.GetProperty("input");
        Assert.Equal(
            ["1.50", """{"b":true}""", Body, "\"for 7: {x}\"", "x\"<b>", "5", "null", """{"a":"$"}"""],
            input.EnumerateArray().Select((value, place) => place == 4 ? value.GetString()! : value.GetRawText()));
    }

    [Fact]
    public async Task A_delivery_starts_the_workflow_if_there_is_none()
    {
        await using var server = await StartAsync("""
            "workflowId": "$.order.id", "signal": "paid",
            "start": { "workflowType": "Order", "taskQueue": "orders", "arguments": ["$.order"] }
            """);

        var first = await DeliverAsync(server, Body);
        var again = await DeliverAsync(server, Body);

        Assert.Equal((202, 202), (first.Status, again.Status));
        Assert.Equal(first.Json.GetProperty("runId").GetString(), again.Json.GetProperty("runId").GetString());
        Assert.True(first.Json.GetProperty("started").GetBoolean());
        var events = (await server.GetAsync("/api/v1/namespaces/default/workflows/7/history")).Json
            .GetProperty("history").GetProperty("events");
        Assert.Equal(3, events.GetArrayLength());
    }

    [Fact]
    public async Task A_delivery_becomes_an_update()
    {
        var service = DispatchProxy.Create<IWorkflowService, RecordingService>();
        await using var server = await OpenHttp.OfAsync(service, options: new() { Port = 0, HooksFile = Write("""
            "workflowId": "w", "update": "approve", "waitForResult": true, "deliveryId": "header:X-Id", "namespace": "n"
            """) });

        var taken = await DeliverAsync(server, Body, ("X-Id", "d1"));

        Assert.Equal(202, taken.Status);
        var request = (UpdateWorkflowExecutionRequest)((RecordingService)service).Request!;
        Assert.Equal(
            ("n", "w", "approve", "hook:pay:d1", Body),
            (request.Namespace, request.WorkflowExecution.WorkflowId, request.Request.Input.Name,
                request.Request.Meta.UpdateId, request.Request.Input.Args.Payloads_[0].Data.ToStringUtf8()));
        await DeliverAsync(server, Body, ("X-Id", new string('x', 300)));
        request = (UpdateWorkflowExecutionRequest)((RecordingService)service).Request!;
        Assert.Equal("hook:pay:".Length + 64, request.Request.Meta.UpdateId.Length);
    }

    [Fact]
    public async Task A_delivery_without_the_right_signature_is_refused_without_a_reason()
    {
        await using var server = await StartAsync("""
            "workflowId": "w", "signal": "s", "start": { "workflowType": "W", "taskQueue": "q" }
            """);
        var now = Now();
        (string, string)[][] wrong =
        [
            [],
            [("X-Time", now)],
            [("X-Time", now), ("X-Signature", "!")],
            [("X-Time", now), ("X-Signature", Sign($"{now}.other"))],
            [("X-Time", now), ("X-Signature", Sign(Body))],
            [("X-Time", now), ("X-Signature", Sign($"{now}.{Body}", "another"))],
            [("X-Signature", Sign($"{now}.{Body}"))],
            [("X-Time", "soon"), ("X-Signature", Sign($"soon.{Body}"))],
            [("X-Time", "1"), ("X-Signature", Sign($"1.{Body}"))],
            [("X-Time", "99999999999"), ("X-Signature", Sign($"99999999999.{Body}"))],
        ];

        foreach (var headers in wrong)
        {
            var refused = await server.PostAsync("/hooks/pay", Body, headers);
            Assert.Equal(
                (401, """{"code":16,"message":"Unauthenticated","details":[]}"""), (refused.Status, refused.Body));
        }

        Assert.Equal(404, (await server.GetAsync("/api/v1/namespaces/default/workflows/w")).Status);
    }

    [Theory]
    [InlineData("", 400, "The body is not JSON at line 1, position 1.")]
    [InlineData("{", 400, "The body is not JSON at line 1, position 2.")]
    [InlineData("{}", 422, "The body has no $.order.id.")]
    [InlineData("[]", 422, "The body has no $.order.id.")]
    [InlineData("""{"order":{"id":{"a":1}}}""", 422, "$.order.id is object, but must be a text.")]
    [InlineData("""{"order":{"id":null}}""", 422, "$.order.id is null, but must be a text.")]
    [InlineData("""{"order":{"id":""}}""", 422, "$.order.id is empty.")]
    [InlineData("""{"order":{"id":"x"}}""", 422, "The delivery has no header X-Kind.")]
    public async Task A_delivery_without_what_is_needed_is_refused(string body, int status, string message)
    {
        await using var server = await StartAsync("""
            "workflowId": "$.order.id", "signal": "s", "arguments": ["header:X-Kind"]
            """);

        var refused = await DeliverAsync(server, body);

        Assert.Equal((status, message), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Other_hooks_methods_and_large_bodies_are_refused()
    {
        await using var server = await StartAsync("\"workflowId\": \"none\", \"signal\": \"s\"");

        Assert.Equal(404, (await server.PostAsync("/hooks/other", Body)).Status);
        Assert.Equal(404, (await server.PostAsync("/hooks/", Body)).Status);
        Assert.Equal(501, (await server.GetAsync("/hooks/pay")).Status);
        Assert.Equal(413, (await server.PostAsync("/hooks/pay", new string(' ', (4 << 20) + 1))).Status);
        var missing = await DeliverAsync(server, Body);
        Assert.Equal((404, "workflow not found for ID: none"), (missing.Status, missing.Message));
    }

    [Theory]
    [InlineData("{", "hooks.json cannot be used, at $: ")]
    [InlineData("null", "hooks.json is null")]
    [InlineData(
        """{"hooks":{"a":{"nope":1}}}""", "hooks.json cannot be used, at $.hooks.a.nope: The JSON property 'nope'")]
    public void A_file_of_another_form_is_refused_with_the_place(string text, string message)
    {
        var file = Path.Combine(folder.FullName, "hooks.json");
        File.WriteAllText(file, text);

        var refused = Assert.Throws<IOException>(() => HookSet.Read(file));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => HookSet.Read(file + ".none"));
    }

    [Theory]
    [InlineData("", "\"signal\":\"s\"", "its signature must have either \"secret\" or \"secretFile\"")]
    [InlineData("\"secret\":\"\"", "\"signal\":\"s\"", "its secret is empty")]
    [InlineData("\"secretFile\":\"/none\"", "\"signal\":\"s\"", "/none")]
    [InlineData("\"secret\":\"x\"", "\"namespace\":\"n\"", "either \"signal\" or \"update\"")]
    [InlineData("\"secret\":\"x\"", "\"signal\":\"{$.a\"", "has a brace without its partner")]
    [InlineData("\"secret\":\"x\"", "\"signal\":\"$.a..b\"", "\"$.a..b\" is neither a path such as $.order.id nor")]
    [InlineData(
        "\"secret\":\"x\",\"scheme\":\"github\",\"header\":\"y\"",
        "\"signal\":\"s\"",
        "are for the scheme generic")]
    [InlineData(
        "\"secret\":\"x\"",
        """ "update":"u","start":{"workflowType":"W","taskQueue":"q"} """,
        "\"start\" is for a signal, not for an update")]
    public void A_hook_that_cannot_be_is_refused_with_the_reason(string signature, string members, string message)
    {
        var file = Path.Combine(folder.FullName, "hooks.json");
        File.WriteAllText(
            file, """{"hooks":{"a":{"signature":{""" + signature + """},"workflowId":"w",""" + members + "}}}");

        var refused = Assert.Throws<IOException>(() => HookSet.Read(file));

        Assert.Contains("the hook a cannot be used: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_needs_no_credential_but_its_signature_and_is_in_the_audit_log()
    {
        var audit = Path.Combine(folder.FullName, "audit");
        var (server, _) = await OpenHttp.OfGuardedEngineAsync("*:reader", audit, new()
        {
            Port = 0,
            HooksFile = Write("""
                "workflowId": "w", "signal": "s", "start": { "workflowType": "W", "taskQueue": "q" }
                """),
        });
        await using (server)
        {
            Assert.Equal(202, (await DeliverAsync(server, Body)).Status);
            Assert.Equal(401, (await server.PostAsync("/hooks/pay", Body)).Status);
        }

        var record = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(audit, Cancellation))).RootElement;
        Assert.Equal(
            ("pay", "webhook", "SignalWithStartWorkflowExecution", "w", "OK"),
            (Of("caller"), Of("credential"), Of("rpc"), Of("target"), Of("outcome")));

        string? Of(string member) => record.GetProperty(member).GetString();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<HttpAnswer> DeliverAsync(
        OpenHttp server, string body, params (string Name, string Value)[] headers)
    {
        var now = Now();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/pay")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        foreach (var (name, value) in headers.Append(("X-Time", now)).Append(("X-Signature", Sign($"{now}.{body}"))))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await server.Client.SendAsync(request);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            null,
            new Dictionary<string, string>());
    }

    private static string Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(string text, string secret = Secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private Task<OpenHttp> StartAsync(string members) =>
        OpenHttp.OfEngineAsync(new() { Port = 0, HooksFile = Write(members) });

    private string Write(string members)
    {
        var file = Path.Combine(folder.FullName, "hooks.json");
        File.WriteAllText(Path.Combine(folder.FullName, "secret"), $"old\n{Secret}\n");
        File.WriteAllText(file, $$$"""
            {"hooks":{"pay":{"signature":{"timestampHeader":"X-Time","secretFile":"{{{folder.FullName}}}/secret"},
            {{{members}}} } } }
            """);
        return file;
    }
}
