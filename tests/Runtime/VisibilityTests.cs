using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.OperatorService.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Storage;
using Google.Protobuf;

namespace Cairn.Tests.Runtime;

/// <summary>Workflows are found, by attributes that operators add.</summary>
public class VisibilityTests
{
    [Fact]
    public async Task What_was_started_is_listed_and_counted_at_once()
    {
        await using var harness = await Harness.StartAsync();
        await AddAsync(harness, "Color", IndexedValueType.Keyword);
        await harness.StartWorkflowAsync("red", request => request.SearchAttributes = Color("red"));
        await harness.StartWorkflowAsync("blue", request => request.SearchAttributes = Color("blue"));

        var red = Assert.Single((await ListAsync(harness, "Color = 'red'")).Executions);
        Assert.Equal("red", red.Execution.WorkflowId);
        var scan = new ScanWorkflowExecutionsRequest { Namespace = "default", Query = "Color = 'red'" };
        Assert.Equal(red, Assert.Single((await harness.Service.ScanWorkflowExecutionsAsync(scan)).Executions));
        Assert.Equal("Keyword", red.SearchAttributes.IndexedFields["Color"].Metadata["type"].ToStringUtf8());
        var count = await harness.Service.CountWorkflowExecutionsAsync(
            new CountWorkflowExecutionsRequest { Namespace = "default", Query = "GROUP BY Color" });
        Assert.Equal(2, count.Count);
        Assert.Equal(
            ["\"blue\"", "\"red\""], count.Groups.Select(group => group.GroupValues.Single().Data.ToStringUtf8()));
    }

    [Theory]
    [InlineData("", "one", "unversioned:one")]
    [InlineData("", "", "unversioned")]
    [InlineData("series", "one", "unversioned")]
    public async Task A_run_is_found_by_the_builds_of_its_workers(string series, string build, string found)
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.StartWorkflowAsync("new");
        var listed = (await ListAsync(harness, "WorkflowId = 'new'")).Executions.Single();
        Assert.Empty(listed.SearchAttributes.IndexedFields);
        Assert.Empty(listed.Memo.Fields);
        var task = await harness.Service.PollWorkflowTaskQueueAsync(new()
        {
            Namespace = "default",
            TaskQueue = new() { Name = Harness.Queue },
            WorkerVersionCapabilities = new()
            {
                BuildId = build,
                UseVersioning = series.Length > 0,
                DeploymentSeriesName = series,
            },
        }).InTimeAsync();
        var version = task.History.Events[^1].WorkflowTaskStartedEventAttributes.WorkerVersion;
        Assert.Equal(found == "unversioned" ? null : new WorkerVersionStamp { BuildId = build }, version);
        await harness.Service.RespondWorkflowTaskCompletedAsync(new()
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            WorkerVersionStamp = version,
        }).InTimeAsync();
        Assert.Equal(
            "w", Assert.Single((await ListAsync(harness, $"BuildIds = '{found}'")).Executions).Execution.WorkflowId);
        var described = (await harness.DescribeAsync("w")).WorkflowExecutionInfo;
        Assert.Equal(version, described.MostRecentWorkerVersionStamp);
        Assert.Equal(
            "KeywordList", described.SearchAttributes.IndexedFields["BuildIds"].Metadata["type"].ToStringUtf8());
    }

    [Fact]
    public async Task A_closed_run_is_listed_with_its_state_transitions_and_found_by_their_number()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("still");
        await harness.StartWorkflowAsync("moved");
        await harness.Service.SignalWorkflowExecutionAsync(new()
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "moved" },
            SignalName = "S",
        });
        foreach (var id in (string[])["still", "moved"])
        {
            var before = await ListAsync(harness, $"WorkflowId = '{id}'");
            Assert.Equal(0, before.Executions.Single().StateTransitionCount);
            await harness.Service.TerminateWorkflowExecutionAsync(
                new() { Namespace = "default", WorkflowExecution = new() { WorkflowId = id } });
        }

        var described = (await harness.DescribeAsync("moved")).WorkflowExecutionInfo.StateTransitionCount;
        var listed = (await ListAsync(harness, "ORDER BY StateTransitionCount")).Executions;
        Assert.Equal(
            [("still", described - 1), ("moved", described)],
            listed.Select(run => (run.Execution.WorkflowId, run.StateTransitionCount)));
        var found = await ListAsync(harness, $"StateTransitionCount > {described - 1}");
        Assert.Equal("moved", Assert.Single(found.Executions).Execution.WorkflowId);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_token_of_another_query_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        foreach (var id in (string[])["a", "b", "c"])
        {
            await harness.StartWorkflowAsync(id);
        }

        var first = await ListAsync(harness, "ORDER BY WorkflowId", size: 2);
        var second = await ListAsync(harness, "ORDER BY WorkflowId", size: 2, first.NextPageToken);
        Assert.Equal(["a", "b", "c"], first.Executions.Concat(second.Executions).Select(e => e.Execution.WorkflowId));
        Assert.Empty(second.NextPageToken);

        foreach (var token in (ByteString[])[first.NextPageToken, ByteString.CopyFromUtf8("garbage")])
        {
            var error = await Assert.ThrowsAsync<RpcException>(() => ListAsync(harness, "", size: 2, token));
            Assert.Equal(
                (RpcException.StatusCode.InvalidArgument, "Invalid NextPageToken."), (error.Code, error.Message));
        }
    }

    [Fact]
    public async Task Search_attributes_outlive_the_node()
    {
        var store = new MemoryStore();
        await using (var harness = await Harness.StartAsync(store))
        {
            await AddAsync(harness, "Color", IndexedValueType.Keyword);
            await AddAsync(harness, "Size", IndexedValueType.Int);
            await AddAsync(harness, "Color", IndexedValueType.Int);
            await harness.Node.OperatorService.RemoveSearchAttributesAsync(
                new RemoveSearchAttributesRequest { Namespace = "default", SearchAttributes = { "Size", "None" } });
        }

        var options = new NodeOptions
        {
            SearchAttributes = new Dictionary<string, IndexedValueType> { ["Shape"] = IndexedValueType.Text },
        };
        await using var next = await Harness.StartAsync(store, options);
        var listed = await next.Node.OperatorService.ListSearchAttributesAsync(
            new ListSearchAttributesRequest { Namespace = "default" });
        Assert.Equal(
            [("Color", IndexedValueType.Keyword), ("Shape", IndexedValueType.Text)],
            listed.CustomAttributes.Select(one => (one.Key, one.Value)).Order());
        Assert.Equal(IndexedValueType.Datetime, listed.SystemAttributes["StartTime"]);
    }

    [Theory]
    [InlineData("WorkflowId", IndexedValueType.Keyword, "Search attribute WorkflowId is reserved by system.")]
    [InlineData("TemporalMine", IndexedValueType.Keyword, "Search attribute TemporalMine is reserved by system.")]
    [InlineData("Mine", (IndexedValueType)99, "Unknown search attribute type: 99.")]
    public async Task Not_every_search_attribute_may_be_added(string name, IndexedValueType type, string text)
    {
        await using var harness = await Harness.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => AddAsync(harness, name, type));

        Assert.Equal((RpcException.StatusCode.InvalidArgument, text), (error.Code, error.Message));
    }

    [Fact]
    public async Task A_search_attribute_of_the_system_may_not_be_removed()
    {
        await using var harness = await Harness.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            harness.Node.OperatorService.RemoveSearchAttributesAsync(
                new RemoveSearchAttributesRequest { Namespace = "default", SearchAttributes = { "StartTime" } }));

        Assert.Equal("Unable to remove non-custom search attributes: StartTime.", error.Message);
    }

    private static Task<ListWorkflowExecutionsResponse> ListAsync(
        Harness harness, string query, int size = 0, ByteString? token = null) =>
        harness.Service.ListWorkflowExecutionsAsync(new ListWorkflowExecutionsRequest
        {
            Namespace = "default",
            Query = query,
            PageSize = size,
            NextPageToken = token ?? ByteString.Empty,
        });

    private static Task<AddSearchAttributesResponse> AddAsync(
        Harness harness, string name, IndexedValueType type) =>
        harness.Node.OperatorService.AddSearchAttributesAsync(
            new AddSearchAttributesRequest { Namespace = "default", SearchAttributes = { [name] = type } });

    private static SearchAttributes Color(string color)
    {
        var attributes = new SearchAttributes();
        attributes.IndexedFields["Color"] = Harness.Payload($"\"{color}\"").Payloads_[0];
        return attributes;
    }
}
