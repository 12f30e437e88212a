using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

public sealed class BadInputTests
{
    private static readonly Dictionary<string, BadRequest> Known =
        BadStarts.All.Concat(BadTargets.All).Concat(BadTasks.All).Concat(BadSchedules.All)
            .ToDictionary(request => request.Name);

    public static TheoryData<string> Requests => [.. Known.Keys];

    public static TheoryData<string> Rpcs => [.. typeof(IWorkflowService).GetMethods()
        .Select(rpc => rpc.Name)
        .Where(name => name != nameof(IWorkflowService.RegisterNamespaceAsync))]; // It names one that is not there.

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_wrong_request_is_refused_to_the_letter_and_leaves_nothing_behind(string name)
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        await harness.StartWorkflowAsync("open");
        await harness.StartWorkflowAsync("closed");
        await harness.TerminateAsync("closed");
        var before = await harness.HistoryAsync("open");
        store.Batches.Clear();
        var request = Known[name];
        var refusal = await request.Send(harness.Service).RefusedAsync(request.Code);
        Assert.Equal(request.Text, refusal.Message);
        Assert.Equal(before, await harness.HistoryAsync("open"));
        Assert.Equal(3, (await harness.HistoryAsync("closed")).Count);
        Assert.Empty(store.Batches);
    }

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task A_request_that_is_none_or_whose_namespace_is_none_is_refused(string rpc)
    {
        await using var harness = await Harness.StartAsync();
        var method = typeof(IWorkflowService).GetMethod(rpc)!;
        var type = method.GetParameters()[0].ParameterType;
        await RefusedAsync(null, RpcException.StatusCode.InvalidArgument, "Request is nil.");
        if (type.GetProperty("Namespace") is not { } name)
        {
            Assert.Contains(
                type,
                (Type[])
                [
                    typeof(GetSystemInfoRequest),
                    typeof(GetClusterInfoRequest),
                    typeof(GetSearchAttributesRequest),
                    typeof(ListNamespacesRequest),
                ]);
            return;
        }

        var unnamed = type == typeof(DescribeNamespaceRequest) || type == typeof(UpdateNamespaceRequest)
            ? "Namespace not set on request."
            : "Namespace is empty.";
        await RefusedAsync("", RpcException.StatusCode.InvalidArgument, unnamed);
        await RefusedAsync("nope", RpcException.StatusCode.NotFound, "Namespace nope is not found.");
        await RefusedAsync(
            new string('x', 1001), RpcException.StatusCode.InvalidArgument, "Namespace length exceeds limit.");

        async Task RefusedAsync(string? @namespace, RpcException.StatusCode code, string text)
        {
            var request = @namespace is null ? null : Activator.CreateInstance(type);
            if (request is not null)
            {
                type.GetProperty("Namespace")!.SetValue(request, @namespace);
            }

            var answer = (Task)method.Invoke(harness.Service, [request, default(RpcContext)])!;
            Assert.Equal(text, (await answer.RefusedAsync(code)).Message);
        }
    }

    [Fact]
    public async Task What_only_looks_wrong_is_taken()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("a", request => request.RequestId = "");
        await harness.StartWorkflowAsync("b", request => request.WorkflowId = new string('x', 1000));
        await harness.StartWorkflowAsync(
            "c", request => request.WorkflowRunTimeout = new() { Seconds = 4_000_000_000 });
        await harness.StartWorkflowAsync("d", request => request.RetryPolicy = new()
        {
            MaximumAttempts = 1,
            BackoffCoefficient = -1,
        });
        await harness.TerminateAsync("a");
        await harness.Service.RequestCancelWorkflowExecutionAsync(new()
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "a" },
        });
        Assert.Equal(3, (await harness.HistoryAsync("a")).Count);
    }
}
