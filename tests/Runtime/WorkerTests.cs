using Cairn.Api.Enums.V1;
using Cairn.Api.Worker.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

public sealed class WorkerTests
{
    [Fact]
    public async Task A_worker_that_says_that_it_is_alive_is_listed_and_described()
    {
        await using var harness = await Harness.StartAsync();
        var worker = Worker("k1");
        await RecordAsync(harness, worker);
        await RecordAsync(harness, Worker("k2"));
        var page = await ListAsync(harness);
        Assert.Equal(["k1", "k2"], page.Workers.Select(one => one.WorkerInstanceKey));
        Assert.Equal(
            ("me", "host", "q"),
            (page.Workers[0].WorkerIdentity, page.Workers[0].HostName, page.Workers[0].TaskQueue));
        Assert.Equal(worker, page.WorkersInfo[0].WorkerHeartbeat);
        Assert.Equal(worker, (await DescribeAsync(harness, "k1")).WorkerInfo.WorkerHeartbeat);
        await DescribeAsync(harness, "k3").RefusedAsync(RpcException.StatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "k1 k2")]
    [InlineData("TaskQueue = 'other'", "k2")]
    [InlineData("WorkerIdentity = 'me' AND Status = 'Running'", "k1")]
    [InlineData("HostName STARTS_WITH 'ho' AND SdkVersion != '1.0'", "k2")]
    [InlineData("StartTime > '2030-01-01T00:00:00Z' OR BuildId = 'b'", "k1")]
    [InlineData("LastHeartbeatTime IS NULL", "k1 k2")]
    public async Task Workers_are_found_by_a_filter(string query, string keys)
    {
        await using var harness = await Harness.StartAsync();
        var other = Worker("k2");
        (other.TaskQueue, other.WorkerIdentity, other.SdkVersion) = ("other", "you", "2.0");
        (other.StartTime, other.DeploymentVersion) = (new Timestamp(), null);
        await RecordAsync(harness, Worker("k1"), other);
        Assert.Equal(keys, string.Join(' ', (await ListAsync(harness, query)).Workers.Select(
            worker => worker.WorkerInstanceKey)));
        var count = await harness.Service.CountWorkersAsync(new() { Namespace = "default", Query = query })
            .InTimeAsync();
        Assert.Equal(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, count.Count);
    }

    [Fact]
    public async Task A_list_of_workers_comes_in_pages()
    {
        await using var harness = await Harness.StartAsync();
        await RecordAsync(harness, Worker("k1"), Worker("k2"), Worker("k3"));
        var request = new ListWorkersRequest { Namespace = "default", PageSize = 2 };
        var page = await harness.Service.ListWorkersAsync(request).InTimeAsync();
        Assert.Equal(["k1", "k2"], page.Workers.Select(worker => worker.WorkerInstanceKey));
        request.NextPageToken = page.NextPageToken;
        page = await harness.Service.ListWorkersAsync(request).InTimeAsync();
        Assert.Equal(["k3"], page.Workers.Select(worker => worker.WorkerInstanceKey));
        Assert.Empty(page.NextPageToken);
    }

    [Fact]
    public async Task A_worker_that_says_nothing_for_long_is_forgotten()
    {
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        await RecordAsync(harness, Worker("k1"));
        time.Advance(TimeSpan.FromMinutes(4));
        await RecordAsync(harness, Worker("k2"));
        time.Advance(TimeSpan.FromMinutes(2));
        await DescribeAsync(harness, "k1").RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal("k2", Assert.Single((await ListAsync(harness)).Workers).WorkerInstanceKey);
    }

    [Fact]
    public async Task The_last_words_of_a_worker_are_kept()
    {
        await using var harness = await Harness.StartAsync();
        var last = Worker("k1");
        last.Status = WorkerStatus.Shutdown;
        await RecordAsync(harness, Worker("k1"));
        await harness.Service.ShutdownWorkerAsync(
            new ShutdownWorkerRequest { Namespace = "default", WorkerHeartbeat = last }).InTimeAsync();
        Assert.Equal(WorkerStatus.Shutdown, Assert.Single((await ListAsync(harness)).Workers).Status);
    }

    [Fact]
    public async Task Workers_are_those_of_their_namespace_and_bad_requests_are_refused()
    {
        var options = new NodeOptions { Namespaces = ["default", "other"] };
        await using var harness = await Harness.StartAsync(options: options);
        await RecordAsync(harness, Worker("k1"));
        var request = new ListWorkersRequest { Namespace = "other" };
        Assert.Empty((await harness.Service.ListWorkersAsync(request).InTimeAsync()).Workers);
        await RecordAsync(harness, Worker("")).RefusedAsync(RpcException.StatusCode.InvalidArgument);
        await ListAsync(harness, "Nothing = 1").RefusedAsync(RpcException.StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task A_server_tells_which_one_it_is()
    {
        await using var harness = await Harness.StartAsync();
        var cluster = await harness.Service.GetClusterInfoAsync(new GetClusterInfoRequest()).InTimeAsync();
        var system = await harness.Service.GetSystemInfoAsync(new GetSystemInfoRequest()).InTimeAsync();
        Assert.Equal(system.ServerVersion, cluster.ServerVersion);
        Assert.Equal(1, cluster.HistoryShardCount);
        Assert.Contains("temporal-typescript", cluster.SupportedClients.Keys);
        Assert.Equal(("memory", "memory"), (cluster.PersistenceStore, cluster.VisibilityStore));
        var listed = Assert.Single(
            (await harness.Node.OperatorService.ListClustersAsync(new()).InTimeAsync()).Clusters);
        Assert.Equal((cluster.ClusterName, 1), (listed.ClusterName, listed.HistoryShardCount));
    }

    private static WorkerHeartbeat Worker(string key) => new()
    {
        WorkerInstanceKey = key,
        WorkerIdentity = "me",
        TaskQueue = "q",
        HostInfo = new WorkerHostInfo { HostName = "host" },
        SdkVersion = "1.0",
        Status = WorkerStatus.Running,
        StartTime = Timestamp.FromDateTimeOffset(ManualTime.Start.AddDays(1)),
        DeploymentVersion = new() { BuildId = "b" },
    };

    private static Task<RecordWorkerHeartbeatResponse> RecordAsync(
        Harness harness, params WorkerHeartbeat[] workers) => harness.Service.RecordWorkerHeartbeatAsync(
        new RecordWorkerHeartbeatRequest { Namespace = "default", WorkerHeartbeat = { workers } }).InTimeAsync();

    private static Task<ListWorkersResponse> ListAsync(Harness harness, string query = "") =>
        harness.Service.ListWorkersAsync(
            new ListWorkersRequest { Namespace = "default", Query = query }).InTimeAsync();

    private static Task<DescribeWorkerResponse> DescribeAsync(Harness harness, string key) =>
        harness.Service.DescribeWorkerAsync(
            new DescribeWorkerRequest { Namespace = "default", WorkerInstanceKey = key }).InTimeAsync();
}
