using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;

namespace Cairn.Tests.BadInput;

/// <summary>What a running server says to requests that it must not take, and that nothing comes of them.</summary>
public sealed class BadRequestTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    public static TheoryData<string> Requests => [.. CaseFiles.Requests.Keys];

    public static TheoryData<string> OfNamespaces => [.. Rpc.All
        .Where(rpc => rpc.Method.InputType.FindFieldByName("namespace") is not null)
        .Where(rpc => rpc.Name != "RegisterNamespace") // It names one that is not there yet.
        .Select(rpc => rpc.Name)];

    [Theory]
    [MemberData(nameof(Requests))]
    public Task A_bad_request_is_refused_to_the_letter_and_changes_nothing(string name) =>
        RefusedAsync(CaseFiles.Requests[name]);

    [Theory]
    [MemberData(nameof(OfNamespaces))]
    public async Task A_namespace_that_is_none_is_refused_by_every_call(string rpc)
    {
        foreach (var each in CaseFiles.Namespaces)
        {
            var text = each.Name != "empty" ? each.Text : rpc switch
            {
                "DescribeNamespace" or "UpdateNamespace" or "DeleteNamespace" => "Namespace not set on request.",
                "AddSearchAttributes" or "RemoveSearchAttributes" or "ListSearchAttributes" =>
                    "Namespace is not set on request.",
                _ => each.Text,
            };
            await RefusedAsync(each with { Rpc = rpc, Text = text });
        }
    }

    [Fact]
    public void Every_call_has_a_good_request() =>
        Assert.Equal(Rpc.All.Select(rpc => rpc.Name).Order(), CaseFiles.Good.Select(each => each.Key).Order());

    private async Task RefusedAsync(BadCase each)
    {
        var world = fixture.World;
        var before = world.Commits;

        var answer = await world.SendAsync(each);

        var text = world.Words.Fill(each.Text);
        Assert.True(answer.Code != RpcException.StatusCode.OK, $"It was taken: {text}");
        Assert.Equal((each.Code, text), (answer.Code, each.IsPrefix ? Words.Start(answer, text) : answer.Message));
        Assert.Equal(before, world.Commits);
        await world.CallAsync<GetSystemInfoResponse>("GetSystemInfo", new GetSystemInfoRequest());
    }
}
