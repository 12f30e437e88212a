using Cairn.Api.WorkflowService.V1;

namespace Cairn.Tests.BadInput;

/// <summary>What a running server says to calls that are broken below their request.</summary>
public sealed class BrokenCallTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    public static TheoryData<string> Calls => [.. CaseFiles.Calls.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_broken_call_is_refused_and_changes_nothing(string name)
    {
        var (world, each) = (fixture.World, CaseFiles.Calls[name]);
        var before = world.Commits;

        var headers = each.Headers.Select(header => (header.Key, header.Value)).ToArray();
        var answer = await world.Client.SendAsync(each.Path, Convert.FromHexString(each.Body), headers);

        Assert.Equal(each.Code, answer.Code);
        Assert.StartsWith(each.Text, answer.Message.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(before, world.Commits);
        await world.CallAsync<GetSystemInfoResponse>("GetSystemInfo", new GetSystemInfoRequest());
    }
}
