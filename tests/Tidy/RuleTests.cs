using Cairn.Tests.Tidy.Rules;

namespace Cairn.Tests.Tidy;

/// <summary>Every rule, shown something bad and something good.</summary>
public class RuleTests
{
    private static readonly string s_glossary =
        "| Term | Meaning | Avoid |\n| --- | --- | --- |\n| Execution | A workflow. | instance, orchestration |";

    [Theory]
    [InlineData("src/A.cs", 121, 1)]
    [InlineData("src/A.cs", 120, 0)]
    [InlineData("README.md", 121, 1)]
    public void A_line_of_more_than_120_characters_is_reported(string path, int length, int findings) =>
        Assert.Equal(findings, LineLength.Check(new(path, $"short\n{new string('x', length)}\n")).Count());

    [Theory]
    [InlineData("src/A.cs", "/// <summary>Nobody is told.</summary>", 1)]
    [InlineData("src/A.cs", "var x = 1; // whoever asks", 1)]
    [InlineData("src/A.cs", "/// <summary>The caller gets the answer.</summary>", 0)]
    [InlineData("src/A.cs", "var told = Nobody;", 0)]
    [InlineData("tests/A.cs", "// Nobody is told.", 0)]
    public void A_comment_that_leaves_open_who_does_it_is_reported(string path, string line, int findings) =>
        Assert.Equal(findings, PlainWords.Check(new(path, line)).Count());

    [Theory]
    [InlineData("src/A/README.md", 40, 0)]
    [InlineData("src/A/README.md", 41, 1)]
    [InlineData("src/B/README.md", 1, 1)]
    public void A_project_without_a_short_readme_is_reported(string path, int lines, int findings) => Assert.Equal(
        findings,
        ProjectReadmes.Check(["src/A/A.csproj"], [new(path, new string('\n', lines - 1) + "x\n")]).Count());

    [Fact]
    public void A_long_row_of_a_table_is_only_allowed_in_markdown()
    {
        var row = $"| {new string('x', 200)} |";

        Assert.Empty(LineLength.Check(new("docs/A.md", row)));
        Assert.Equal(["proto/a.proto:1: 204 characters, at most 120"], LineLength.Check(new("proto/a.proto", row)));
    }

    [Theory]
    [InlineData("src/Engine/A.cs", 401, 1)]
    [InlineData("src/Engine/A.cs", 400, 0)]
    [InlineData("src/Sdk.Replay/A.cs", 401, 1)]
    [InlineData("src/Sdk/A.cs", 600, 0)]
    [InlineData("src/Sdk/A.cs", 601, 1)]
    [InlineData("tests/Sdk/ATests.cs", 601, 0)]
    public void A_source_file_that_is_too_long_is_reported(string path, int lines, int findings) =>
        Assert.Equal(findings, FileLength.Check(new(path, new string('\n', lines - 1) + "//\n")).Count());

    [Theory]
    [InlineData("void M()", 70, 0)]
    [InlineData("void M()", 71, 1)]
    [InlineData("A()", 71, 1)]
    [InlineData("int P { get", 71, 1)]
    public void A_method_of_more_than_70_lines_is_reported(string start, int lines, int findings)
    {
        var end = start.EndsWith("get", StringComparison.Ordinal) ? "}}" : "}";
        var method = $"{start} {{{new string('\n', lines - 1)}{end}";

        Assert.Equal(findings, MethodLength.Check(new("src/A.cs", $"class A {{ {method} }}")).Count());
    }

    [Theory]
    [InlineData("src/Timer.cs", "class Timer { }", 0)]
    [InlineData("src/Timer.Apply.cs", "partial class Timer { }", 0)]
    [InlineData("src/Timer.cs", "enum Kind { } class Timer { }", 0)]
    [InlineData("src/Kind.cs", "enum Kind { }", 0)]
    [InlineData("src/HandleOfResult.cs", "class Handle<T> { }", 0)]
    [InlineData("src/HandleOfResult.cs", "class Handle { }", 1)]
    [InlineData("src/Kind.cs", "enum Kind { } class Timer { }", 1)]
    [InlineData("src/Program.cs", "return 0;", 0)]
    [InlineData("src/Timers.cs", "class Timer { }", 1)]
    [InlineData("src/OutboundInterceptorInputs.cs", "record StartInput; record StopInput;", 0)]
    [InlineData("src/OutboundInterceptorInputs.cs", "record StartInput; class Stopping { }", 1)]
    [InlineData("src/Inputs.cs", "record StartInput; record StopInput;", 1)]
    [InlineData("src/CallOptions.cs", "class StartOptions { } class StopOptions { }", 0)]
    [InlineData("src/CallOptions.cs", "class StartOptions { } class Stop { }", 1)]
    [InlineData("src/CallOptions.cs", "class StartOptions { }", 1)]
    [InlineData("src/Handler.cs", "delegate void Callback();", 1)]
    public void A_file_that_is_not_named_after_its_first_type_is_reported(string path, string text, int findings) =>
        Assert.Equal(findings, FileNames.Check(new(path, text)).Count());

    [Fact]
    public void Every_banned_word_is_reported_where_it_is_banned() => Assert.All(BannedWord.All, word =>
    {
        var file = new SourceFile($"{word.Under ?? "tests/Sdk"}/A.cs", $"ok\nx{word.Text}x");

        Assert.Equal([$"{file.Path}:2: \"{word.Text}\" is banned: {word.Instead}"], word.Check(file));
        Assert.Equal(word.Under is null, word.Check(file with { Path = "samples/A.cs" }).Any());
    });

    [Theory]
    [InlineData("items.Select(item => Do(turn, item))")]
    [InlineData("items.Where(item => Verb.Decide(turn, item, 1) is null).ToList()")]
    [InlineData("items.FirstOrDefault(item => { return Run(context, item); })")]
    [InlineData("items.Any(item => (last = item) == null)")]
    [InlineData("items.Select(item => item.Name = \"x\")")]
    [InlineData("items.Select(item => { item.Count++; return item; })")]
    [InlineData("items.Select(item => ++count)")]
    [InlineData("items.All(item => seen.Add(item))")]
    [InlineData("items.Where(seen.Add)")]
    [InlineData("items.ForEach(item => Do(item))")]
    [InlineData("from item in items where seen.Add(item) select item")]
    [InlineData("items.Select(delegate(int item) { total += item; return item; })")]
    public void A_query_that_changes_something_is_reported(string query)
    {
        Assert.Single(LinqEffects.Check(new("src/A.cs", $"class A {{ object M() => {query}; }}")));
        Assert.Empty(LinqEffects.Check(new("tests/A.cs", $"class A {{ object M() => {query}; }}")));
    }

    [Theory]
    [InlineData("items.Select(item => new Item { Name = item.Name, Tags = { [\"a\"] = 1 } })")]
    [InlineData("items.Select(item => item with { Name = \"x\" })")]
    [InlineData("items.Where(item => turn.State.Timers.ContainsKey(item))")]
    [InlineData("items.Select(item => { var copy = item.Clone(); copy.Name = \"x\"; copy.Tags.Add(1); return copy; })")]
    [InlineData("items.Select(item => Add(item, 1))")]
    [InlineData("run.Do(() => count++)")]
    [InlineData("turn.Write(new Event { Ids = { items.Select(item => item.Id) } })")]
    public void A_query_that_only_looks_is_good(string query) =>
        Assert.Empty(LinqEffects.Check(new("src/A.cs", $"class A {{ object M() => {query}; }}")));

    [Theory]
    [InlineData("see /{0}/somebody/file", "tmp")]
    [InlineData("/{0}/main", "work")]
    [InlineData("\"/{0}/me\"", "home")]
    public void A_path_of_one_machine_is_reported(string text, string folder) =>
        Assert.Single(MachinePaths.Check(new("a.md", text.Replace("{0}", folder, StringComparison.Ordinal))));

    [Theory]
    [InlineData("../../work/done")]
    [InlineData("api/v1/tmp/x")]
    [InlineData("artifacts/bin")]
    public void A_path_inside_the_tree_is_fine(string text) => Assert.Empty(MachinePaths.Check(new("a.md", text)));

    [Theory]
    [InlineData("src/Sdk/Sdk.csproj", "../Sdk.Replay/Sdk.Replay.csproj", 0)]
    [InlineData("src/Sdk/Sdk.csproj", "../Engine/Engine.csproj", 1)]
    [InlineData("src/Protocol/Protocol.csproj", "../Engine/Engine.csproj", 1)]
    [InlineData("src/Engine/Engine.csproj", "..\\Runtime\\Runtime.csproj", 1)]
    [InlineData("src/Storage.Novelty/Storage.Novelty.csproj", "../Storage/Storage.csproj", 0)]
    [InlineData("src/Storage.Novelty/Storage.Novelty.csproj", "../Runtime/Runtime.csproj", 1)]
    [InlineData("src/Novelty/Novelty.csproj", "../Sdk/Sdk.csproj", 1)]
    [InlineData("samples/OrderSaga/OrderSaga.csproj", "../../src/Engine/Engine.csproj", 1)]
    [InlineData("samples/OrderSaga/OrderSaga.csproj", "../../src/Sdk/Sdk.csproj", 0)]
    [InlineData("tests/Runtime/Runtime.csproj", "../../src/Sdk/Sdk.csproj", 0)]
    public void A_reference_against_the_direction_is_reported(string project, string reference, int findings)
    {
        var text = $"<Project><ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup></Project>";

        Assert.Equal(findings, ReferenceDirections.Check(new(project, text)).Count());
    }

    [Fact]
    public void A_list_of_packages_that_says_where_they_were_got_is_reported() => Assert.Equal(
        ["a/package-lock.json:2: take out where the package was got: \"resolved\": \"https://host/a.tgz\","],
        LockFiles.Check(new("a/package-lock.json", "{\n  \"resolved\": \"https://host/a.tgz\",\n}")));

    [Fact]
    public void A_project_that_the_solution_leaves_out_or_invents_is_reported() => Assert.Equal(
        ["src/B/B.csproj is not in Cairn.slnx", "Cairn.slnx names src/C/C.csproj, which does not exist"],
        SolutionMembers.Check(
            "<Solution><Folder><Project Path='src/A/A.csproj' /><Project Path='src/C/C.csproj' /></Folder></Solution>",
            ["src/A/A.csproj", "src/B/B.csproj"]));

    [Fact]
    public void An_rpc_without_a_request_file_is_reported_once_there_is_a_runtime()
    {
        SourceFile start = new("src/Runtime/Requests/Start.cs", "");
        SourceFile elsewhere = new("src/Sdk/Requests/Query.cs", "");

        Assert.Equal(
            ["the rpc Query has no src/Runtime/**/Requests/Query.cs"],
            RequestFiles.Check(["Start", "Query"], [start, elsewhere]));
        Assert.Empty(RequestFiles.Check(["Query"], [elsewhere]));
    }

    [Theory]
    [InlineData("src/Engine/A.cs", "async void M() { }", 1)]
    [InlineData("src/Engine/A.cs", "async Task M(Task t) => await t;", 2)]
    [InlineData("src/Engine/A.cs", "async void M() { await foreach (var i in Items) { } }", 2)]
    [InlineData("src/Sdk.Replay/A.cs", "void M() { lock (this) { } }", 1)]
    [InlineData("src/Engine/A.cs", "void M() { Async(); } // async, await and lock", 0)]
    [InlineData("src/Runtime/A.cs", "async void M() { lock (this) { } }", 0)]
    public void A_pure_project_that_waits_or_locks_is_reported(string path, string member, int findings) =>
        Assert.Equal(findings, PureSyntax.Check(new(path, $"class A {{ {member} }}")).Count());

    [Theory]
    [InlineData("src/Engine/A.cs", "static int count;", 1)]
    [InlineData("src/Engine/A.cs", "public static Action? Observer { get; set; }", 1)]
    [InlineData("src/Sdk.Replay/A.cs", "static event Action Seen;", 1)]
    [InlineData("src/Engine/A.cs", "static readonly int Count = 1; const int More = 2;", 0)]
    [InlineData("src/Engine/A.cs", "public static int Count { get; } = 1; int number;", 0)]
    [InlineData("src/Runtime/A.cs", "static int count;", 0)]
    public void Static_state_of_a_pure_project_is_reported(string path, string member, int findings) =>
        Assert.Equal(findings, PureState.Check(new(path, $"class A {{ {member} }}")).Count());

    [Theory]
    [InlineData("TimerMachine.Table.Next(state, TimerStatus.Fired, TimerTrigger.Cancel)", 1)]
    [InlineData("Table.Take(TimerState.Issued, trigger, name)", 1)]
    [InlineData("TimerMachine.Table.Next(state, StatusOf(state, id), TimerTrigger.Cancel)", 0)]
    [InlineData("items.Take(Limits.Page)", 0)]
    public void An_edge_from_a_named_state_is_reported(string call, int findings) => Assert.Equal(
        findings, LiteralEdges.Check(new("src/A.cs", $"class A {{ object M() => {call}; }}")).Count());

    [Theory]
    [InlineData("known.OrderBy(pair => pair.Key)", 1)]
    [InlineData("known.ToList()", 1)]
    [InlineData("new List<object> { 1 }.Count + (List<object>)[.. known]", 1)]
    [InlineData("known.ToArray().OrderBy(pair => pair.Key)", 0)]
    [InlineData("known.Where(pair => pair.Key > 1).OrderBy(pair => pair.Key)", 0)]
    [InlineData("others.OrderBy(pair => pair.Key)", 0)]
    public void A_concurrent_dictionary_that_is_ordered_without_a_snapshot_is_reported(string call, int findings) =>
        Assert.Equal(
            findings,
            LiveOrders.Check(new(
                "src/A.cs",
                $"class A {{ private readonly ConcurrentDictionary<int, int> known = new(); object M() => {call}; }}"))
            .Count());

    [Theory]
    [InlineData("src/Engine/A.cs", "class WorkflowInstance { }", 1)]
    [InlineData("src/Engine/A.cs", "record OrchestrationState { }", 1)]
    [InlineData("src/Engine/A.cs", "class Instancing { }", 0)]
    [InlineData("src/Sdk/A.cs", "class WorkflowInstance { }", 0)]
    public void A_type_named_with_a_word_to_avoid_is_reported(string path, string text, int findings) =>
        Assert.Equal(findings, Glossary.Parse(s_glossary).Check(new(path, text)).Count());
}
