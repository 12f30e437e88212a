using System.Reflection;
using System.Text;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Server.Http;

/// <summary>How URLs and bodies become requests.</summary>
public sealed class RequestTests
{
    private const string Start = "/api/v1/namespaces/default/workflows/w";

    private const string List = "/api/v1/namespaces/default/workflows";

    private readonly IWorkflowService service = DispatchProxy.Create<IWorkflowService, RecordingService>();

    private RecordingService Recording => (RecordingService)service;

    [Fact]
    public async Task A_query_sets_fields_of_every_kind()
    {
        await using var server = await OpenHttp.OfAsync(service);

        await server.GetAsync(
            $"{List}/w/history?execution.runId=r&maximumPageSize=7&nextPageToken=-_8&wait_new_event=true"
            + "&historyEventFilterType=HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT&skipArchival=0&pretty");
        Assert.Equal(
            new GetWorkflowExecutionHistoryRequest
            {
                Namespace = "default",
                Execution = new() { WorkflowId = "w", RunId = "r" },
                MaximumPageSize = 7,
                NextPageToken = ByteString.CopyFrom(0xfb, 0xff),
                WaitNewEvent = true,
                HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
            },
            Recording.Request);

        await server.GetAsync($"{List}/w/history?historyEventFilterType=2&nextPageToken=+/8=");
        var numbered = (GetWorkflowExecutionHistoryRequest)Recording.Request!;
        Assert.Equal(HistoryEventFilterType.CloseEvent, numbered.HistoryEventFilterType);
        Assert.Equal(ByteString.CopyFrom(0xfb, 0xff), numbered.NextPageToken);

        await server.GetAsync("/api/v1/namespaces/default/schedules/s/matching-times?startTime=2026-01-01T00:00:00Z"
            + "&end_time=2026-01-02T00:00:00.5%2B01:00");
        Assert.Equal(
            new ListScheduleMatchingTimesRequest
            {
                Namespace = "default",
                ScheduleId = "s",
                StartTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).ToTimestamp(),
                EndTime = new DateTime(2026, 1, 1, 23, 0, 0, 500, DateTimeKind.Utc).ToTimestamp(),
            },
            Recording.Request);
    }

    [Fact]
    public async Task A_body_is_read_with_names_in_camel_case_or_as_declared_and_the_path_wins()
    {
        await using var server = await OpenHttp.OfAsync(service);

        await server.PostAsync(Start, """
            {
              "namespace": "other", "workflowId": "other",
              "workflow_type": { "name": "W" },
              "taskQueue": { "name": "q", "kind": 1 },
              "workflowRunTimeout": "90.5s",
              "workflowIdReusePolicy": "RejectDuplicate",
              "retryPolicy": { "backoffCoefficient": 2, "maximumAttempts": "3" },
              "cronSchedule": null
            }
            """);
        Assert.Equal(
            new StartWorkflowExecutionRequest
            {
                Namespace = "default",
                WorkflowId = "w",
                WorkflowType = new() { Name = "W" },
                TaskQueue = new() { Name = "q", Kind = TaskQueueKind.Normal },
                WorkflowRunTimeout = TimeSpan.FromSeconds(90.5).ToDuration(),
                WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
                RetryPolicy = new() { BackoffCoefficient = 2, MaximumAttempts = 3 },
            },
            Recording.Request);

        await server.PostAsync(Start, string.Empty);
        Assert.Equal(
            new StartWorkflowExecutionRequest { Namespace = "default", WorkflowId = "w" }, Recording.Request);
    }

    [Fact]
    public async Task Values_in_a_body_are_payloads_and_payloads_stay_as_they_are()
    {
        await using var server = await OpenHttp.OfAsync(service);

        await server.PostAsync(Start, """
            {
              "input": [
                { "n" : 1.50 }, "ä", null, 12345678901234567890,
                { "_protoMessageType": "x.Y", "a": 1 },
                { "metadata": { "encoding": "YmluYXJ5L3BsYWlu" }, "data": "AQI=" },
                { "metadata": "not a payload" }
              ],
              "memo": { "fields": { "a": [1, 2], "b": null } }
            }
            """);
        var request = (StartWorkflowExecutionRequest)Recording.Request!;
        Assert.Equal(
            [
                Plain("""{ "n" : 1.50 }"""), Plain("\"ä\""), Of("binary/null", string.Empty),
                Plain("12345678901234567890"), Of("json/protobuf", """{"a":1}""", "x.Y"),
                Of("binary/plain", "\u0001\u0002"),
                Plain("""{ "metadata": "not a payload" }"""),
            ],
            request.Input.Payloads_);
        Assert.Equal(Plain("[1, 2]"), request.Memo.Fields["a"]);
        Assert.Equal(Of("binary/null", string.Empty), request.Memo.Fields["b"]);

        const string Full = """{"input":{"payloads":[{"metadata":{"encoding":"anNvbi9wbGFpbg=="},"data":"MQ=="}]}}""";
        foreach (var type in (string[])["application/json", "application/json+no-payload-shorthand"])
        {
            await server.PostAsync(Start, Full, ("Content-Type", type));
            Assert.Equal([Plain("1")], ((StartWorkflowExecutionRequest)Recording.Request!).Input.Payloads_);
        }

        var refused = await server.PostAsync(
            Start, """{"input":[1]}""", ("Content-Type", "application/json+no-payload-shorthand"));
        Assert.Equal((400, "input: must be an object, not array"), (refused.Status, refused.Message));
    }

    [Theory]
    [InlineData(
        "{\"identity\":\"\\udc00\"}", "malformed JSON: the text at byte 13 has half of a surrogate pair")]
    [InlineData("{\"\\ud800\":1}", "malformed JSON: the text at byte 2 has half of a surrogate pair")]
    [InlineData("{", "malformed JSON at line 1, position 2: ")]
    [InlineData("{\n \"a\": tru }", "malformed JSON at line 2, position 10: ")]
    [InlineData("[]", "the document: must be an object, not array")]
    [InlineData("1", "the document: must be an object, not number")]
    [InlineData("""{"nope":1}""", "nope: StartWorkflowExecutionRequest has no such field")]
    [InlineData("""{"workflowType":{"nmae":"W"}}""", "workflowType.nmae: WorkflowType has no such field")]
    [InlineData("""{"workflowType":"W"}""", "workflowType: must be an object, not string")]
    [InlineData("""{"workflowType":{"name":1}}""", "workflowType.name: must be of the type string, not number")]
    [InlineData("""{"requestId":"a","request_id":"b"}""", "request_id: the field is given twice")]
    [InlineData("""{"requestId":"a","requestId":"b"}""", "requestId: the field is given twice")]
    [InlineData("""{"workflowRunTimeout":"1 hour"}""", "workflowRunTimeout: Invalid Duration value: 1 hour")]
    [InlineData("""{"retryPolicy":{"maximumAttempts":1.5}}""", "retryPolicy.maximumAttempts: ")]
    [InlineData("""{"retryPolicy":{"maximumAttempts":99999999999}}""", "retryPolicy.maximumAttempts: ")]
    [InlineData("""{"retryPolicy":{"nonRetryableErrorTypes":["a",1]}}""", "retryPolicy.nonRetryableErrorTypes[1]: ")]
    [InlineData(
        """{"retryPolicy":{"nonRetryableErrorTypes":"a"}}""", "retryPolicy.nonRetryableErrorTypes: must be an array")]
    [InlineData(
        """{"workflowIdReusePolicy":"Never"}""", "workflowIdReusePolicy: WorkflowIdReusePolicy has no value Never")]
    [InlineData("""{"header":{"fields":[]}}""", "header.fields: must be an object, not array")]
    public async Task A_wrong_body_is_refused_with_the_place(string body, string message)
    {
        await using var server = await OpenHttp.OfAsync(service);

        var refused = await server.PostAsync(Start, body);

        Assert.Equal((400, 3), (refused.Status, refused.Json.GetProperty("code").GetInt32()));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Null(Recording.Rpc);
    }

    [Theory]
    [InlineData("?qeury=x", "qeury: there is no such field; ListWorkflowExecutionsRequest has namespace, pageSize")]
    [InlineData("?pageSize=many", "pageSize: ")]
    [InlineData("?pageSize=1&pageSize=2", "pageSize: it has one value, not 2")]
    [InlineData("?page_size=1&pageSize=2", "pageSize: the field is given twice")]
    [InlineData("?namespace=other", "namespace: the field is given twice")]
    [InlineData("?pageSize.x=1", "pageSize.x: pageSize is not a message with fields")]
    [InlineData("?query[a]=1", "query[a]: it is not a map")]
    [InlineData("?nextPageToken=%21", "nextPageToken: ")]
    [InlineData("?query=%zz", "The query of the URL is malformed: % is not followed by two hexadecimal digits")]
    [InlineData("?query=%ff", "The query of the URL is malformed: what its escapes mean is not UTF-8.")]
    [InlineData("/w?execution=x", "execution: it is a message; name a field of it: execution.workflowId")]
    [InlineData("/w/history?waitNewEvent=yes", "waitNewEvent: must be true or false, not yes")]
    [InlineData(
        "/w/history?historyEventFilterType=SOME", "historyEventFilterType: HistoryEventFilterType has no value")]
    [InlineData("/%e4", "The path of the URL is malformed: what its escapes mean is not UTF-8.")]
    [InlineData("/100%", "The path of the URL is malformed: % is not followed")]
    public async Task A_wrong_url_is_refused_with_the_parameter(string url, string message)
    {
        await using var server = await OpenHttp.OfAsync(service);

        var refused = await server.GetAsync(List + url);

        Assert.Equal((400, 3), (refused.Status, refused.Json.GetProperty("code").GetInt32()));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Null(Recording.Rpc);
    }

    [Fact]
    public async Task Fields_in_the_query_of_a_request_with_a_body_are_refused()
    {
        await using var server = await OpenHttp.OfAsync(service);

        var refused = await server.PostAsync($"{Start}?requestId=1", "{}");

        Assert.Equal(
            (400, "requestId: the fields of StartWorkflowExecution belong in the body, not in the query"),
            (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Headers_become_metadata_and_others_do_not()
    {
        await using var server = await OpenHttp.OfAsync(service);

        await server.GetAsync(
            "/api/v1/system-info",
            ("Authorization", "Bearer x"),
            ("Grpc-Metadata-Authorization", "Bearer forged"),
            ("Grpc-Metadata-Trace", "1"),
            ("Grpc-Metadata-Some-Bin", "AQI="),
            ("Temporal-Namespace", "n"),
            ("Cookie", "secret"),
            ("Grpc-Timeout", "5S"));
        Assert.Equal(
            [("authorization", "Bearer x"), ("some-bin", "AQI="), ("temporal-namespace", "n"), ("trace", "1")],
            Recording.Context.Headers!.Select(header => (header.Key, header.Value)).Order());
        Assert.Equal(TimeSpan.FromSeconds(5), Recording.Context.Timeout);

        var refused = await server.GetAsync("/api/v1/system-info", ("Grpc-Metadata-Some-Bin", "!"));
        Assert.Equal(
            (400, "malformed binary metadata \"!\" in header \"some-bin\": illegal base64 data"),
            (refused.Status, refused.Message));
        refused = await server.GetAsync("/api/v1/system-info", ("Grpc-Timeout", "5 minutes"));
        Assert.Equal((400, "malformed grpc-timeout: 5 minutes"), (refused.Status, refused.Message));
    }

    private static Payload Plain(string json) => Of("json/plain", json);

    private static Payload Of(string encoding, string data, string? type = null)
    {
        var payload = new Payload { Data = ByteString.CopyFrom(data, Encoding.UTF8) };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8(encoding);
        if (type is not null)
        {
            payload.Metadata["messageType"] = ByteString.CopyFromUtf8(type);
        }

        return payload;
    }
}
