using Microsoft.CodeAnalysis;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>What projects set: strictness and forbidden APIs of their own.</summary>
public class OptionsTests
{
    private static readonly string Workflow =
        """
        [Workflow]
        public class W
        {
            [WorkflowRun]
            public async Task RunAsync()
            {
                lock (this) { }
                foreach (var one in new HashSet<int>()) { await Workflow.DelayAsync(one); }
                _ = Library.Money.Add(1);
                _ = string.Join(",", 1, 2);
                _ = new List<int>().Count;
            }
        }
        """;

    private static readonly MetadataReference Library = Libraries.Compile(
        "namespace Library; public static class Money { public static int Add(int one) => one; }",
        withSummary: false);

    [Fact]
    public async Task Strictness_makes_warnings_errors_and_asks_about_unknown_code()
    {
        var found = await Analyzed.DiagnosticsAsync(
            Analyzed.Compile([Workflow], "Strict", Library), TestOptions.With(("cairn_strict", "true")));

        Assert.Equal(
            ["CAIRN0213 Error", "CAIRN0410 Warning", "CAIRN0499 Error"],
            found.Select(each => $"{each.Id} {each.Severity}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_strictness_unknown_code_is_no_matter()
    {
        var found = await Analyzed.DiagnosticsAsync(Analyzed.Compile([Workflow], "Loose", Library));

        Assert.Equal(
            ["CAIRN0213 Warning", "CAIRN0410 Info"],
            found.Select(each => $"{each.Id} {each.Severity}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("T:Library.Money", "Money.Add calls a database or a service: use an activity or Workflow.")]
    [InlineData("N:Library; the activities of IMoney", "Money.Add calls a database or a service: use the activities")]
    [InlineData("M:Library.Money.Add(System.Int32) // slow", "Money.Add calls a database or a service: use an ")]
    [InlineData("Library.Money", "Library.Money calls a database or a service: use a documentation id, such as T:")]
    public async Task A_project_can_forbid_more(string line, string message)
    {
        var found = await Analyzed.DiagnosticsAsync(
            Analyzed.Compile([Workflow], "Banning", Library),
            TestOptions.WithFile("/shop/Cairn.BannedApis.txt", $"// our own\n\n{line}\n"));

        var banned = Assert.Single(found, each => each.Id == "CAIRN0404");
        Assert.StartsWith(message, banned.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(line[1] == ':' ? "File0.cs" : "/shop/Cairn.BannedApis.txt", banned.Location.GetLineSpan().Path);
    }

    [Fact]
    public async Task Another_file_forbids_nothing()
    {
        var found = await Analyzed.DiagnosticsAsync(
            Analyzed.Compile([Workflow], "Banning", Library),
            TestOptions.WithFile("/shop/Other.txt", "T:Library.Money"));

        Assert.DoesNotContain(found, each => each.Id == "CAIRN0404");
    }
}
