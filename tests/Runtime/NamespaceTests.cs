using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

public sealed class NamespaceTests
{
    private static readonly Duration Day = Duration.FromTimeSpan(TimeSpan.FromDays(1));

    public static TheoryData<long?, bool> Retentions => new()
    {
        { null, false },
        { 0, false },
        { -3600, false },
        { 3599, false },
        { 3600, true },
        { 100L * 365 * 24 * 3600, true },
        { 1_000_000_000_000, false },
    };

    [Fact]
    public async Task A_described_or_listed_namespace_has_the_parts_that_Temporals_tools_rely_on()
    {
        await using var harness = await Harness.StartAsync();
        var listed = await harness.Service.ListNamespacesAsync(new());
        foreach (var one in (DescribeNamespaceResponse[])
            [await DescribeAsync(harness, "default"), Assert.Single(listed.Namespaces)])
        {
            Assert.Equal("active", one.ReplicationConfig.ActiveClusterName);
            Assert.Equal("active", Assert.Single(one.ReplicationConfig.Clusters).ClusterName);
            Assert.Equal(ReplicationState.Normal, one.ReplicationConfig.State);
            Assert.NotNull(one.Config.BadBinaries);
            Assert.True(one.NamespaceInfo.SupportsSchedules);
        }

        var updated = await harness.Service.UpdateNamespaceAsync(new() { Namespace = "default" });
        Assert.Equal("active", updated.ReplicationConfig.ActiveClusterName);
    }

    [Fact]
    public async Task A_namespace_outlives_its_node_with_all_that_was_set_of_it()
    {
        var store = new MemoryStore();
        await using (var harness = await Harness.StartAsync(store))
        {
            await RegisterAsync(harness, "shop");
            await harness.Service.UpdateNamespaceAsync(new()
            {
                Namespace = "shop",
                UpdateInfo = new() { OwnerEmail = "new@example.com", Data = { ["b"] = "3", ["c"] = "4" } },
                Config = new() { WorkflowExecutionRetentionTtl = Duration.FromTimeSpan(TimeSpan.FromHours(2)) },
            });
        }

        await using var again = await Harness.StartAsync(store);
        var found = await DescribeAsync(again, "shop");
        Assert.Equal("of the shop", found.NamespaceInfo.Description);
        Assert.Equal("new@example.com", found.NamespaceInfo.OwnerEmail);
        Assert.Equal(NamespaceState.Registered, found.NamespaceInfo.State);
        var data = found.NamespaceInfo.Data.Select(pair => $"{pair.Key}={pair.Value}");
        Assert.Equal(["a=1", "b=3", "c=4"], data.Order());
        Assert.Equal(TimeSpan.FromHours(2), found.Config.WorkflowExecutionRetentionTtl.ToTimeSpan());
        Assert.Equal(2 << 20, found.NamespaceInfo.Limits.BlobSizeLimitError);
        await again.StartWorkflowAsync("w", request => request.Namespace = "shop");
    }

    [Fact]
    public async Task Namespaces_of_the_options_are_made_once_and_stay()
    {
        var store = new MemoryStore();
        await using (var first = await Harness.StartAsync(store, new NodeOptions { Namespaces = ["a", "b"] }))
        {
            await first.Service.UpdateNamespaceAsync(
                new() { Namespace = "a", UpdateInfo = new() { Description = "changed" } });
        }

        await using var second = await Harness.StartAsync(store, new NodeOptions { Namespaces = ["a"] });
        Assert.Equal("changed", (await DescribeAsync(second, "a")).NamespaceInfo.Description);
        var kept = (await DescribeAsync(second, "b")).Config.WorkflowExecutionRetentionTtl;
        Assert.Equal(TimeSpan.FromHours(72), kept.ToTimeSpan());
    }

    [Fact]
    public async Task Schedules_of_a_namespace_that_was_registered_go_on_in_the_next_node()
    {
        var store = new MemoryStore();
        await using (var harness = await Harness.StartAsync(store))
        {
            await RegisterAsync(harness, "shop");
            var request = Scheduling.Request("s", schedule => schedule.State = new() { Paused = true });
            request.Namespace = "shop";
            await harness.Service.CreateScheduleAsync(request);
        }

        await using var again = await Harness.StartAsync(store);
        var found = await again.Service.DescribeScheduleAsync(new() { Namespace = "shop", ScheduleId = "s" });
        Assert.True(found.Schedule.State.Paused);
    }

    [Fact]
    public async Task A_namespace_is_found_by_its_id()
    {
        await using var harness = await Harness.StartAsync();
        await RegisterAsync(harness, "shop");
        var id = (await DescribeAsync(harness, "shop")).NamespaceInfo.Id;
        var found = await harness.Service.DescribeNamespaceAsync(new() { Id = id });
        Assert.Equal("shop", found.NamespaceInfo.Name);
        var missing = Guid.Empty.ToString();
        var refusal = await harness.Service.DescribeNamespaceAsync(new() { Id = missing })
            .RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal($"Namespace {missing} is not found.", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Retentions))]
    public async Task Closed_workflows_are_kept_for_an_hour_at_least(long? seconds, bool isTaken)
    {
        await using var harness = await Harness.StartAsync();
        var retention = seconds is { } some ? new Duration { Seconds = some } : null;
        var register = harness.Service.RegisterNamespaceAsync(
            new() { Namespace = "shop", WorkflowExecutionRetentionPeriod = retention });
        if (isTaken)
        {
            await register;
            return;
        }

        var refusal = await register.RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal("A valid retention period is not set on request.", refusal.Message);
    }

    [Theory]
    [InlineData("", "Namespace not set on request.")]
    [InlineData(null, "Namespace length exceeds limit.")]
    public async Task A_namespace_needs_a_name(string? name, string text)
    {
        await using var harness = await Harness.StartAsync();
        var refusal = await harness.Service.RegisterNamespaceAsync(
            new() { Namespace = name ?? new string('x', 1001), WorkflowExecutionRetentionPeriod = Day })
            .RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal(text, refusal.Message);
    }

    [Fact]
    public async Task Of_many_who_register_one_name_one_succeeds()
    {
        await using var harness = await Harness.StartAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            try
            {
                await RegisterAsync(harness, "shop");
                return null;
            }
            catch (RpcException refused)
            {
                return refused;
            }
        }));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<RpcException>(), refused =>
        {
            Assert.Equal(RpcException.StatusCode.AlreadyExists, refused.Code);
            Assert.Equal("Namespace \"shop\" already exists", refused.Message);
            Assert.IsType<NamespaceAlreadyExistsFailure>(refused.Detail);
        });
    }

    [Fact]
    public async Task Changes_that_are_made_at_once_are_all_kept()
    {
        await using var harness = await Harness.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => harness.Service.UpdateNamespaceAsync(
            new() { Namespace = "default", UpdateInfo = new() { Data = { [$"key{i}"] = "x" } } })));
        Assert.Equal(20, (await DescribeAsync(harness, "default")).NamespaceInfo.Data.Count);
    }

    [Fact]
    public async Task Namespaces_are_listed_by_name_in_pages()
    {
        await using var harness = await Harness.StartAsync();
        for (var i = 0; i < 7; i++)
        {
            await RegisterAsync(harness, $"shop-{i}");
        }

        foreach (var size in (int[])[1, 3, 8, 100])
        {
            var request = new ListNamespacesRequest { PageSize = size };
            var names = new List<string>();
            do
            {
                var page = await harness.Service.ListNamespacesAsync(request);
                Assert.True(page.Namespaces.Count <= size);
                names.AddRange(page.Namespaces.Select(one => one.NamespaceInfo.Name));
                request.NextPageToken = page.NextPageToken;
            }
            while (!request.NextPageToken.IsEmpty);

            Assert.Equal(["default", .. Enumerable.Range(0, 7).Select(i => $"shop-{i}")], names);
        }
    }

    [Fact]
    public async Task A_deleted_namespace_is_gone_but_its_name_stays_taken()
    {
        var store = new MemoryStore();
        await using (var harness = await Harness.StartAsync(store))
        {
            await RegisterAsync(harness, "shop");
            var answer = await harness.Node.OperatorService.DeleteNamespaceAsync(new() { Namespace = "shop" });
            Assert.Equal("shop", answer.DeletedNamespace);
        }

        await using var again = await Harness.StartAsync(store);
        var refusal = await again.Service.DescribeNamespaceAsync(new() { Namespace = "shop" })
            .RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal("Namespace shop is not found.", refusal.Message);
        await RegisterAsync(again, "shop").RefusedAsync(RpcException.StatusCode.AlreadyExists);
        Assert.Single((await again.Service.ListNamespacesAsync(new())).Namespaces);
        var all = await again.Service.ListNamespacesAsync(new() { NamespaceFilter = new() { IncludeDeleted = true } });
        Assert.Equal(2, all.Namespaces.Count);
    }

    [Fact]
    public async Task What_the_store_did_not_take_is_not_there()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        store.Once(_ => Task.FromResult(CommitOutcome.Failed));
        await RegisterAsync(harness, "shop").RefusedAsync(RpcException.StatusCode.Unavailable);
        await harness.Service.DescribeNamespaceAsync(new() { Namespace = "shop" })
            .RefusedAsync(RpcException.StatusCode.NotFound);
        await RegisterAsync(harness, "shop");
    }

    private static Task<RegisterNamespaceResponse> RegisterAsync(Harness harness, string name) =>
        harness.Service.RegisterNamespaceAsync(new()
        {
            Namespace = name,
            Description = $"of the {name}",
            OwnerEmail = "owner@example.com",
            WorkflowExecutionRetentionPeriod = Day,
            Data = { ["a"] = "1", ["b"] = "2" },
        });

    private static Task<DescribeNamespaceResponse> DescribeAsync(Harness harness, string name) =>
        harness.Service.DescribeNamespaceAsync(new() { Namespace = name });
}
