namespace Cairn.Tests.Compatibility;

/// <summary>
/// Recordings of Temporal's own server, played against this one. They live beside the project, in the folder that
/// CAIRN_ORACLE names (default: ../shared/oracle).
/// </summary>
public sealed class OracleTests
{
    private static readonly string s_source = Path.GetFullPath(
        Environment.GetEnvironmentVariable("CAIRN_ORACLE") ?? Path.Combine("..", "shared", "oracle"), Checkout.Root);

    [Fact]
    public async Task The_recordings_pass_but_for_the_differences_that_are_documented()
    {
        if (!File.Exists(Path.Combine(s_source, "oracle.js")))
        {
            Report.Say($"oracle: not played: there is no {s_source}");
            Assert.Skip($"There is no {s_source}.");
        }

        var node = await NodeFolder.InstallAsync(s_source, "oracle");
        await using var server = await CairnServer.StartAsync(
            "--port", "0",
            "--search-attribute", "CustomKeywordField=Keyword", "--search-attribute", "CustomIntField=Int",
            "--dynamic-config-value", """callback.allowedAddresses=[{"Pattern":"localhost:*","AllowInsecure":true}]""");
        var (_, output) = await node.TryRunAsync(
            "node", "oracle.js", "check", "--address", server.Address, "--timeout", "30", "--with", "corners");
        await File.WriteAllTextAsync(
            Checkout.Artifacts("node", "oracle.txt"), output, TestContext.Current.CancellationToken);

        var run = OracleRun.Parse(output);
        Report.Say($"oracle: {run.LastLine}");
        var complaints = run.Complaints(Difference.Read()).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [Fact]
    public void Every_difference_has_its_reason()
    {
        Assert.NotEmpty(Difference.Read());
        Assert.All(Difference.Read(), difference => Assert.NotEmpty(difference.Reason));
    }

    [Theory]
    [InlineData("a", "always", null)]
    [InlineData("a", "at times", null)]
    [InlineData("b", "always", "FAIL  a\n      x: expected 1, got 2")]
    [InlineData("wire/c", "at times", "FAIL  a\n      x: expected 1, got 2")]
    [InlineData("wire/c", "always", "wire/c passes: take it off the list in docs/differences.md.")]
    [InlineData("b", "at times", "b is listed in docs/differences.md, and there is no such entry.")]
    public void An_unlisted_failure_and_a_list_that_is_out_of_date_are_complained_of(
        string entry, string when, string? complaint)
    {
        var run = OracleRun.Parse("a warning\nFAIL  a\n      x: expected 1, got 2\nok    wire/c\n1 passed, 1 failed\n");

        var complaints = run.Complaints(Difference.Parse($"| Entry |\n| `{entry}` | {when} | better so |\n"));

        Assert.True(complaint is null ? !complaints.Any() : complaints.Contains(complaint));
    }
}
