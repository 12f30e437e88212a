using System.Collections.Concurrent;
using System.Diagnostics;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Tests.Server;

/// <summary>The span of a call, as a collector of traces gets it.</summary>
public sealed class SpanTests
{
    [Fact]
    public async Task A_span_has_the_name_of_its_call_and_the_span_of_the_caller_as_parent()
    {
        var trace = ActivityTraceId.CreateRandom();
        var caller = ActivitySpanId.CreateRandom();
        using var spans = new Spans(trace);
        await using var server = await OpenServer.OfEngineAsync();
        await server.Client.SendAsync(
            "GetSystemInfo", new GetSystemInfoRequest(), ("traceparent", $"00-{trace}-{caller}-01"));

        var span = await spans.NextAsync();
        Assert.Equal(
            ("temporal.api.workflowservice.v1.WorkflowService/GetSystemInfo", ActivityKind.Server, caller),
            (span.OperationName, span.Kind, span.ParentSpanId));
        Assert.Equal(
            ["rpc.grpc.status_code=0", "rpc.method=GetSystemInfo",
                "rpc.service=temporal.api.workflowservice.v1.WorkflowService", "rpc.system=grpc"],
            span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task The_span_of_a_refused_call_says_why()
    {
        var trace = ActivityTraceId.CreateRandom();
        using var spans = new Spans(trace);
        await using var server = await OpenServer.OfEngineAsync();
        await server.Client.SendAsync(
            "DescribeNamespace",
            new DescribeNamespaceRequest { Namespace = "nowhere" },
            ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));

        var span = await spans.NextAsync();
        Assert.Equal(
            (ActivityStatusCode.Error, "Namespace nowhere is not found.", (object)5),
            (span.Status, span.StatusDescription, span.GetTagItem("rpc.grpc.status_code")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00-zz-1-01")]
    public async Task A_call_without_a_readable_parent_begins_a_trace(string parent)
    {
        using var spans = new Spans(trace: null);
        await using var server = await OpenServer.OfEngineAsync();
        await server.Client.SendAsync(
            "/temporal.api.workflowservice.v1.WorkflowService/NoSuch", [], ("traceparent", parent));

        Activity span;
        do
        {
            span = await spans.NextAsync();
        }
        while (span.OperationName != "unknown");
        Assert.Equal(default, span.ParentSpanId);
    }

    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentQueue<Activity> ended = new();
        private readonly SemaphoreSlim count = new(0);
        private readonly ActivityListener listener;

        public Spans(ActivityTraceId? trace)
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Cairn.Server",
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (trace is null || span.TraceId == trace)
                    {
                        ended.Enqueue(span);
                        count.Release();
                    }
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public async Task<Activity> NextAsync()
        {
            Assert.True(await count.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            return ended.TryDequeue(out var span) ? span : throw new InvalidOperationException("No span.");
        }

        public void Dispose()
        {
            listener.Dispose();
            count.Dispose();
        }
    }
}
