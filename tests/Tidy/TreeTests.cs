using Cairn.Api.WorkflowService.V1;
using Cairn.Tests.Tidy.Rules;

namespace Cairn.Tests.Tidy;

/// <summary>Every rule, held against the source tree as it is.</summary>
public class TreeTests
{
    private static readonly string[] s_projects =
        [.. Repository.Projects.Select(project => project.Path)];

    // The rules themselves have to name what they ban, and so do those for users.
    private static readonly string[] s_naming =
        ["tests/Tidy", "src/Sdk.Analyzers", "src/Sdk.CodeFixes", "tests/Sdk.Analyzers"];

    [Fact]
    public void References_run_one_way() =>
        Nothing(Repository.Projects.SelectMany(ReferenceDirections.Check));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Nothing(SolutionMembers.Check(Repository.Text("Cairn.slnx"), s_projects));

    [Fact]
    public void No_source_file_is_too_long() =>
        Nothing(Repository.With(".cs").SelectMany(FileLength.Check));

    [Fact]
    public void No_list_of_packages_says_where_they_were_got() => Nothing(Repository.Files
        .Where(file => file.Path.EndsWith("package-lock.json", StringComparison.Ordinal))
        .SelectMany(LockFiles.Check));

    [Fact]
    public void No_method_is_too_long() =>
        Nothing(Repository.With(".cs").SelectMany(MethodLength.Check));

    [Fact]
    public void No_line_is_too_long() =>
        Nothing(Repository.With(".cs", ".js", ".ts", ".md", ".proto").SelectMany(LineLength.Check));

    [Fact]
    public void Every_file_is_named_after_its_type() =>
        Nothing(Repository.With(".cs").SelectMany(FileNames.Check));

    [Fact]
    public void No_banned_word_is_used() => Nothing(
        from file in Repository.With(".cs", ".js", ".ts", ".razor", ".proto", ".csproj")
        where !s_naming.Any(file.IsUnder)
        from word in BannedWord.All
        from finding in word.Check(file)
        select finding);

    [Fact]
    public void Types_are_named_with_the_words_of_the_glossary()
    {
        var glossary = Glossary.Parse(Repository.Text("docs/GLOSSARY.md"));

        Assert.NotEmpty(glossary.WordsToAvoid);
        Nothing(Repository.With(".cs").SelectMany(glossary.Check));
    }

    [Fact]
    public void Comments_say_who_does_what() => Nothing(Repository.With(".cs").SelectMany(PlainWords.Check));

    [Fact]
    public void Every_project_explains_itself_in_at_most_forty_lines() =>
        Nothing(ProjectReadmes.Check(s_projects, Repository.Files));

    [Fact]
    public void Every_code_of_a_message_has_its_page() => Nothing(ErrorPages.Check(Repository.Files));

    [Fact]
    public void Every_rule_of_the_compiler_has_its_page() => Nothing(RulePages.Check(Repository.Files));

    [Fact]
    public void Every_rpc_has_a_request_file() => Nothing(RequestFiles.Check(
        new[] { ServiceReflection.Descriptor, Api.OperatorService.V1.ServiceReflection.Descriptor }
            .SelectMany(file => file.Services.Single().Methods)
            .Select(method => method.Name),
        Repository.Files));

    [Fact]
    public void Pure_projects_neither_wait_nor_lock() =>
        Nothing(Repository.With(".cs").SelectMany(PureSyntax.Check));

    [Fact]
    public void Pure_projects_keep_no_state() =>
        Nothing(Repository.With(".cs").SelectMany(PureState.Check));

    [Fact]
    public void No_edge_is_taken_from_a_named_state() =>
        Nothing(Repository.With(".cs").SelectMany(LiteralEdges.Check));

    [Fact]
    public void No_collection_is_ordered_while_it_grows() =>
        Nothing(Repository.With(".cs").SelectMany(LiveOrders.Check));

    [Fact]
    public void No_query_changes_what_it_reads() =>
        Nothing(Repository.With(".cs").SelectMany(LinqEffects.Check));

    [Fact]
    public void No_file_names_a_path_of_one_machine() =>
        Nothing(Repository.Files.SelectMany(MachinePaths.Check));

    [Fact]
    public void The_whole_tree_is_read()
    {
        Assert.Contains("src/Protocol/Protocol.csproj", s_projects);
        Assert.Contains(Repository.Files, file => file.Path == "proto/service/service.proto");
        Assert.Contains(Repository.Files, file => file.Path == ".ci/run");
    }

    private static void Nothing(IEnumerable<string> findings) =>
        Assert.True(!findings.Any(), string.Join(Environment.NewLine, findings));
}
