using System.Text.RegularExpressions;

namespace Cairn.Tests.Compatibility;

/// <summary>
/// Recordings of Temporal's own server, played against this one. They live beside the project, in the folder that
/// CAIRN_ORACLE names (default: ../shared/oracle); where there is none, nothing is played, and oracle.txt says so.
/// </summary>
public sealed partial class OracleTests
{
    private static readonly string s_source = Path.GetFullPath(
        Environment.GetEnvironmentVariable("CAIRN_ORACLE") ?? Path.Combine("..", "shared", "oracle"), Checkout.Root);

    private static readonly string s_log = Checkout.Artifacts("node", "oracle.txt");

    [Fact]
    public async Task The_recordings_pass_but_for_the_differences_that_are_documented()
    {
        var cancel = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(Path.GetDirectoryName(s_log)!);
        if (!File.Exists(Path.Combine(s_source, "oracle.js")))
        {
            Assert.Null(Environment.GetEnvironmentVariable("CAIRN_ORACLE"));
            await File.WriteAllTextAsync(s_log, $"not played: there is no {s_source}\n", cancel);
            return;
        }

        var node = await NodeFolder.InstallAsync(s_source, "oracle");
        await using var server = await CairnServer.StartAsync(
            "--port", "0",
            "--search-attribute", "CustomKeywordField=Keyword", "--search-attribute", "CustomIntField=Int");
        var (_, output) = await node.TryRunAsync(
            "node", "oracle.js", "check", "--address", server.Address, "--timeout", "30");
        await File.WriteAllTextAsync(s_log, output, cancel);

        Assert.Matches(LastLine(), output);
        var failed = Failure().Matches(output).Select(match => match.Groups["entry"].Value);
        Assert.Equal(Differences.Read().Keys.Order(), failed.Order());
    }

    [Fact]
    public void Every_difference_has_its_reason()
    {
        var differences = Differences.Parse("| `a` | better so |\n| --- | --- |\n| `wire/b` | told to be |\n");

        Assert.Equal(["a: better so", "wire/b: told to be"], differences.Select(d => $"{d.Key}: {d.Value}"));
        Assert.NotEmpty(Differences.Read());
        Assert.All(Differences.Read(), difference => Assert.NotEmpty(difference.Value));
    }

    [GeneratedRegex("^FAIL  (?<entry>.+)$", RegexOptions.Multiline)]
    private static partial Regex Failure();

    [GeneratedRegex("^[0-9]+ passed, [0-9]+ failed$", RegexOptions.Multiline)]
    private static partial Regex LastLine();
}
