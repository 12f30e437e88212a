using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.OperatorService.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Google.Protobuf;

namespace Cairn.Tests.Server.Http;

/// <summary>How answers and errors become JSON.</summary>
public sealed class AnswerTests
{
    private const string Workflows = "/api/v1/namespaces/default/workflows";

    private const string Full = "application/json+no-payload-shorthand";

    // Every kind of character that a URL, a shell, HTML or a path could take for its own.
    private const string Odd = "a/b%20c?#&'\"<script>;:@+=[]{}|\\^`~.. ä€😀";

    [Fact]
    public async Task The_same_request_has_the_same_answer_over_both()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        await server.PostAsync($"{Workflows}/w", """
            {"workflowType":{"name":"W"},"taskQueue":{"name":"q"},"input":["a",{"b":1}],"memo":{"fields":{"m":1}}}
            """);
        var created = await server.PostAsync("/api/v1/namespaces/default/schedules/s", """
            {"requestId":"r","schedule":{"spec":{"interval":[{"interval":"3600s"}]},"action":{"startWorkflow":{
            "workflowId":"w2","workflowType":{"name":"W"},"taskQueue":{"name":"q"},"input":[1]}}}}
            """);
        Assert.True(created.Status == 200, created.Body);

        await SameAsync<GetSystemInfoResponse>("/api/v1/system-info", "GetSystemInfo", new GetSystemInfoRequest());
        await SameAsync<GetClusterInfoResponse>("/cluster", "GetClusterInfo", new GetClusterInfoRequest());
        await SameAsync<ListNamespacesResponse>("/cluster/namespaces", "ListNamespaces", new ListNamespacesRequest());
        await SameAsync<DescribeNamespaceResponse>(
            "/api/v1/namespaces/default", "DescribeNamespace", new DescribeNamespaceRequest { Namespace = "default" });
        await SameAsync<DescribeWorkflowExecutionResponse>(
            $"{Workflows}/w",
            "DescribeWorkflowExecution",
            new DescribeWorkflowExecutionRequest { Namespace = "default", Execution = new() { WorkflowId = "w" } });
        await SameAsync<GetWorkflowExecutionHistoryResponse>(
            "/namespaces/default/workflows/w/history",
            "GetWorkflowExecutionHistory",
            new GetWorkflowExecutionHistoryRequest { Namespace = "default", Execution = new() { WorkflowId = "w" } });
        await SameAsync<ListWorkflowExecutionsResponse>(
            $"{Workflows}?query=WorkflowId%3D%22w%22",
            "ListWorkflowExecutions",
            new ListWorkflowExecutionsRequest { Namespace = "default", Query = "WorkflowId=\"w\"" });
        await SameAsync<CountWorkflowExecutionsResponse>(
            "/api/v1/namespaces/default/workflow-count?query=GROUP+BY+ExecutionStatus",
            "CountWorkflowExecutions",
            new CountWorkflowExecutionsRequest { Namespace = "default", Query = "GROUP BY ExecutionStatus" });
        await SameAsync<DescribeScheduleResponse>(
            "/api/v1/namespaces/default/schedules/s",
            "DescribeSchedule",
            new DescribeScheduleRequest { Namespace = "default", ScheduleId = "s" });
        await SameAsync<ListSearchAttributesResponse>(
            "/api/v1/namespaces/default/search-attributes",
            "/temporal.api.operatorservice.v1.OperatorService/ListSearchAttributes",
            new ListSearchAttributesRequest { Namespace = "default" });

        async Task SameAsync<T>(string url, string rpc, IMessage request)
            where T : IMessage<T>, new()
        {
            var grpc = await server.Grpc.CallAsync<T>(rpc, request);
            var http = await server.GetAsync(url, ("Accept", Full));
            Assert.Equal((200, Full), (http.Status, http.ContentType));
            Assert.Equal(grpc, JsonParser.Default.Parse<T>(http.Body));
        }
    }

    [Fact]
    public async Task A_refusal_has_the_code_message_and_details_of_grpc()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        const string Body = """{"workflowType":{"name":"W"},"taskQueue":{"name":"q"}}""";
        var started = await server.PostAsync($"{Workflows}/w", Body);

        var again = await server.PostAsync($"{Workflows}/w", Body);
        Assert.Equal((409, 6), (again.Status, again.Json.GetProperty("code").GetInt32()));
        var detail = again.Json.GetProperty("details")[0];
        Assert.Equal(
            "type.googleapis.com/temporal.api.errordetails.v1.WorkflowExecutionAlreadyStartedFailure",
            detail.GetProperty("@type").GetString());
        Assert.Equal(
            started.Json.GetProperty("runId").GetString(), detail.GetProperty("runId").GetString());

        var missing = await server.GetAsync($"{Workflows}/none");
        Assert.Equal(
            """{"code":5,"message":"workflow not found for ID: none","details":[{"""
            + "\"@type\":\"type.googleapis.com/temporal.api.errordetails.v1.NotFoundFailure\"}]}",
            missing.Body);
        Assert.Equal((404, "application/json"), (missing.Status, missing.ContentType));

        var query = await server.GetAsync($"{Workflows}?query=%3D%3D");
        Assert.Equal(400, query.Status);
    }

    [Theory]
    [InlineData(RpcException.StatusCode.Cancelled, 499)]
    [InlineData(RpcException.StatusCode.InvalidArgument, 400)]
    [InlineData(RpcException.StatusCode.DeadlineExceeded, 504)]
    [InlineData(RpcException.StatusCode.NotFound, 404)]
    [InlineData(RpcException.StatusCode.AlreadyExists, 409)]
    [InlineData(RpcException.StatusCode.PermissionDenied, 403)]
    [InlineData(RpcException.StatusCode.ResourceExhausted, 429)]
    [InlineData(RpcException.StatusCode.FailedPrecondition, 400)]
    [InlineData(RpcException.StatusCode.Aborted, 409)]
    [InlineData(RpcException.StatusCode.OutOfRange, 400)]
    [InlineData(RpcException.StatusCode.Unimplemented, 501)]
    [InlineData(RpcException.StatusCode.Internal, 500)]
    [InlineData(RpcException.StatusCode.Unavailable, 503)]
    [InlineData(RpcException.StatusCode.DataLoss, 500)]
    [InlineData(RpcException.StatusCode.Unauthenticated, 401)]
    public async Task Each_status_of_grpc_has_the_status_of_http_that_the_gateway_gives(
        RpcException.StatusCode code, int status)
    {
        await using var server = await OpenHttp.OfAsync(ScriptedService.Answering(
            _ => throw new RpcException(
                code, "No.\r\nSet-Cookie: x", new NamespaceNotFoundFailure { Namespace = "n" })));

        var refused = await server.GetAsync("/api/v1/system-info");

        Assert.Equal((status, (int)code), (refused.Status, refused.Json.GetProperty("code").GetInt32()));
        Assert.Equal("No.\r\nSet-Cookie: x", refused.Message);
        Assert.Equal("n", refused.Json.GetProperty("details")[0].GetProperty("namespace").GetString());
        Assert.DoesNotContain("Set-Cookie", refused.Headers.Keys);
    }

    [Fact]
    public async Task An_error_that_nothing_expects_says_nothing_of_the_server()
    {
        await using var server = await OpenHttp.OfAsync(
            ScriptedService.Answering(_ => throw new InvalidOperationException("/etc/secret")));

        var failed = await server.GetAsync("/api/v1/system-info");

        Assert.Equal((500, """{"code":13,"message":"internal error","details":[]}"""), (failed.Status, failed.Body));
    }

    [Fact]
    public async Task Payloads_are_values_where_they_can_be_made_of_them_again()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        await server.PostAsync($"{Workflows}/w", """
            {
              "workflowType": { "name": "W" }, "taskQueue": { "name": "q" },
              "input": [{ "n": 1.50 }, null, { "_protoMessageType": "x.Y", "a": 1 }],
              "memo": { "fields": {
                "plain": "ä<b>",
                "typed": { "metadata": { "encoding": "anNvbi9wbGFpbg==", "type": "S2V5d29yZA==" }, "data": "IngI" },
                "bytes": { "metadata": { "encoding": "YmluYXJ5L3BsYWlu" }, "data": "AQI=" },
                "broken": { "metadata": { "encoding": "anNvbi9wbGFpbg==" }, "data": "ew==" } } }
            }
            """);
        var attributes = (await HistoryAsync(string.Empty)).GetProperty("workflowExecutionStartedEventAttributes");
        Assert.Equal(
            """[{"n":1.50},null,{"a":1,"_protoMessageType":"x.Y"}]""", attributes.GetProperty("input").GetRawText());
        var memo = attributes.GetProperty("memo").GetProperty("fields");
        Assert.Equal("\"ä<b>\"", memo.GetProperty("plain").GetRawText());
        Assert.Equal("IngI", memo.GetProperty("typed").GetProperty("data").GetString());
        Assert.Equal("AQI=", memo.GetProperty("bytes").GetProperty("data").GetString());
        Assert.Equal("ew==", memo.GetProperty("broken").GetProperty("data").GetString());

        await server.PostAsync($"{Workflows}/w/signal/s", """
            {"input":[1,{"metadata":{"encoding":"YmluYXJ5L3BsYWlu"},"data":"AQI="}]}
            """);
        var mixed = (await HistoryAsync(string.Empty, 2)).GetProperty("workflowExecutionSignaledEventAttributes");
        Assert.Equal(2, mixed.GetProperty("input").GetProperty("payloads").GetArrayLength());

        var full = await HistoryAsync("?noPayloadShorthand");
        Assert.Equal(3, full.GetProperty("workflowExecutionStartedEventAttributes").GetProperty("input")
            .GetProperty("payloads").GetArrayLength());

        async Task<JsonElement> HistoryAsync(string query, int place = 0) =>
            (await server.GetAsync($"{Workflows}/w/history{query}")).Json
                .GetProperty("history").GetProperty("events")[place];
    }

    [Fact]
    public async Task A_caller_chooses_the_form_of_answers()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        const string Url = "/api/v1/system-info";

        Assert.DoesNotContain('\n', (await server.GetAsync(Url)).Body);
        var pretty = await server.GetAsync($"{Url}?pretty&noPayloadShorthand");
        Assert.StartsWith("{\n  \"serverVersion\": ", pretty.Body, StringComparison.Ordinal);
        Assert.Equal("application/json+pretty+no-payload-shorthand", pretty.ContentType);
        var accepted = await server.GetAsync(Url, ("Accept", "text/html, application/json+pretty; q=0.5"));
        Assert.Equal("application/json+pretty", accepted.ContentType);
        Assert.Equal("application/json", (await server.GetAsync(Url, ("Accept", "text/html"))).ContentType);
        Assert.Equal("nosniff", accepted.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public async Task An_id_of_odd_characters_is_fully_usable()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        var path = $"{Workflows}/{Uri.EscapeDataString(Odd)}";

        var started = await server.PostAsync(path, """{"workflowType":{"name":"W"},"taskQueue":{"name":"q"}}""");
        Assert.Equal(200, started.Status);
        Assert.Equal(200, (await server.PostAsync($"{path}/signal/{Uri.EscapeDataString(Odd)}", "{}")).Status);
        var history = (await server.GetAsync($"{path}/history")).Json.GetProperty("history").GetProperty("events");
        Assert.Equal(Odd, history[0].GetProperty("workflowExecutionStartedEventAttributes").GetProperty("workflowId")
            .GetString());
        Assert.Equal(Odd, history[2].GetProperty("workflowExecutionSignaledEventAttributes").GetProperty("signalName")
            .GetString());
        Assert.Equal(200, (await server.PostAsync($"{path}/terminate", """{"reason":"done"}""")).Status);
        var described = (await server.GetAsync(path)).Json.GetProperty("workflowExecutionInfo");
        Assert.Equal("WORKFLOW_EXECUTION_STATUS_TERMINATED", described.GetProperty("status").GetString());
        Assert.Equal(Odd, described.GetProperty("execution").GetProperty("workflowId").GetString());
    }

    [Fact]
    public async Task A_call_ends_at_its_timeout()
    {
        await using var server = await OpenHttp.OfAsync(ScriptedService.Answering(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new();
        }));

        var late = await server.GetAsync("/api/v1/system-info", ("Grpc-Timeout", "20m"));

        Assert.Equal((504, "context deadline exceeded"), (late.Status, late.Message));
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_its_call()
    {
        var (called, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await OpenHttp.OfAsync(ScriptedService.Answering(async context =>
        {
            context.CancellationToken.Register(cancelled.SetResult);
            called.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new();
        }));
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(server.EndPoint, TestContext.Current.CancellationToken);
            await socket.GetStream().WriteAsync(
                "GET /api/v1/system-info HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray(),
                TestContext.Current.CancellationToken);
            await called.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_body_over_the_limit_or_compressed_is_refused()
    {
        await using var server = await OpenHttp.OfEngineAsync();

        var large = await server.PostAsync($"{Workflows}/w", new string(' ', (4 << 20) + 1));
        Assert.Equal((413, "The body is larger than 4194304 bytes."), (large.Status, large.Message));
        var chunked = await server.PostAsync(
            $"{Workflows}/w", new string(' ', (4 << 20) + 1), ("Transfer-Encoding", "chunked"));
        Assert.Equal((413, large.Message), (chunked.Status, chunked.Message));
        var packed = await server.PostAsync($"{Workflows}/w", "x", ("Content-Encoding", "gzip"));
        Assert.Equal(415, packed.Status);
    }

    [Fact]
    public async Task A_long_query_is_taken_and_a_huge_one_refused()
    {
        await using var server = await OpenHttp.OfEngineAsync();
        var ids = string.Join("%20OR%20", Enumerable.Range(0, 500).Select(id => $"WorkflowId%3D'{id}'"));

        Assert.Equal(200, (await server.GetAsync($"{Workflows}?query={ids}")).Status);
        Assert.Equal(414, (await server.GetAsync($"{Workflows}?query={new string('a', 40_000)}")).Status);
    }

    [Theory]
    [InlineData("GET /api/v1/system-info HTTP/1.1\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET http://[/x HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("POST /api/v1/namespaces/n/workflows/w HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData(
        "POST /namespaces/n/workflows/w HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    public async Task What_is_not_http_is_a_bad_request(string text)
    {
        await using var server = await OpenHttp.OfEngineAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.EndPoint, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());

        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", status, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_of_every_type_have_json()
    {
        foreach (var type in ErrorDetailsReflection.Descriptor.MessageTypes)
        {
            var node = Protocol.Json.MessageJson.ToTypedNode(type.Parser.ParseFrom(ByteString.Empty));
            Assert.Equal($"type.googleapis.com/{type.FullName}", (string?)node["@type"]);
        }
    }
}
