using System.Globalization;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Tests.BadInput.Fuzz;

/// <summary>
/// Calls that chance makes. <c>CAIRN_FUZZ_CALLS=250000</c> runs the whole campaign instead of a share of it, and
/// <c>CAIRN_FUZZ_SEED</c> another one; a finding names the seed that shows it again.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Share = 15_000;
    private const int CallsOfAWorld = 1_000;

    [Fact]
    public async Task Whatever_is_sent_is_answered_as_it_should_and_changes_nothing_unless_it_is_taken()
    {
        var (seed, calls) = (Setting("CAIRN_FUZZ_SEED", 1), Setting("CAIRN_FUZZ_CALLS", Share));
        var campaign = new Campaign(seed, calls, CallsOfAWorld);

        await campaign.RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"seed {seed}, {calls} calls: {campaign.Codes}");
        Assert.True(campaign.Findings.Count == 0, string.Join(Environment.NewLine, campaign.Findings));
    }

    [Fact]
    public async Task Connections_that_break_http_2_harm_nobody_else()
    {
        var (seed, count) = (Setting("CAIRN_FUZZ_SEED", 1), Setting("CAIRN_FUZZ_CALLS", Share) / 10);
        await using var world = await World.StartAsync();
        var frames = new BrokenFrames(new Dice(seed, world.Words.Known));
        var before = world.Commits;
        for (var number = 1; number <= count; number++)
        {
            await frames.SendAsync(world.Port);
            if (number % 50 == 0)
            {
                await world.CallAsync<GetSystemInfoResponse>("GetSystemInfo", new GetSystemInfoRequest());
            }
        }

        output.WriteLine($"seed {seed}, {count} connections");
        Assert.Equal(before, world.Commits);
        await world.CallAsync<GetSystemInfoResponse>("GetSystemInfo", new GetSystemInfoRequest());
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
