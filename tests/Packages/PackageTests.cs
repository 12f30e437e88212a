namespace Cairn.Tests.Packages;

/// <summary>What a stranger gets who has the packages and nothing of the repository.</summary>
[Collection(PackedFeedCollection.Name)]
public sealed class PackageTests(PackedFeed feed)
{
    private const string Tool = "Cairn.Cli";
    private const string Templates = "Cairn.Templates";

    private static readonly string[] PageFolders = ["docs/errors", "docs/rules"];

    private static readonly string[] Libraries =
    [
        "Cairn.Aspire.Hosting", "Cairn.Embedded", "Cairn.Engine", "Cairn.Protocol", "Cairn.Runtime", "Cairn.Sdk",
        "Cairn.Sdk.AspNetCore", "Cairn.Sdk.Hosting", "Cairn.Sdk.Idempotency",
        "Cairn.Sdk.Idempotency.EntityFrameworkCore", "Cairn.Sdk.Replay", "Cairn.Server", "Cairn.Storage",
        "Cairn.Storage.Sqlite", "Cairn.Testing",
    ];

    [Fact]
    public void One_pack_makes_the_libraries_the_tool_and_the_templates_and_nothing_else()
    {
        string[] programs = [Tool, .. Libraries];
        Assert.Equal(programs.Append(Templates).Order(StringComparer.Ordinal), feed.Ids("nupkg"));
        Assert.Equal(programs.Order(StringComparer.Ordinal), feed.Ids("snupkg"));
    }

    [Fact]
    public void A_package_says_what_it_is()
    {
        foreach (var id in feed.Ids("nupkg"))
        {
            var package = feed.Open(id);
            Assert.Equal("MIT", package["license"]);
            Assert.Equal("git", package.RepositoryType);
            Assert.Equal("README.md", package["readme"]);
            Assert.Equal("icon.png", package["icon"]);
            Assert.EndsWith(".", package["description"], StringComparison.Ordinal);
            Assert.NotEmpty(package["tags"]);
            Assert.Contains("README.md", package.Files);
            Assert.Contains("icon.png", package.Files);
        }
    }

    [Fact]
    public void The_page_of_a_package_is_its_own_and_links_to_nothing_that_it_does_not_have()
    {
        string[] parts =
        [
            "Cairn.Engine", "Cairn.Protocol", "Cairn.Runtime", "Cairn.Sdk.Replay", "Cairn.Server", "Cairn.Storage",
            "Cairn.Storage.Sqlite",
        ];
        foreach (var id in feed.Ids("nupkg"))
        {
            var page = feed.Open(id).Readme;
            Assert.StartsWith(parts.Contains(id) ? "# A part of Cairn\n" : $"# {id}\n", page, StringComparison.Ordinal);
            Assert.DoesNotContain("](", page.Replace("](http", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("`docs/errors`", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_library_comes_with_its_documentation_and_its_symbols()
    {
        foreach (var id in Libraries)
        {
            var files = feed.Open(id).Files.Where(path => path.StartsWith("lib/", StringComparison.Ordinal));
            Assert.Equal([$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], files.Order(StringComparer.Ordinal));
            Assert.Contains($"lib/net10.0/{id}.pdb", feed.Open(id, "snupkg").Files);
        }
    }

    [Fact]
    public void The_sdk_brings_the_page_of_every_code()
    {
        string[] pages =
        [
            .. from folder in PageFolders
            from page in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md")
            select $"{folder}/{Path.GetFileName(page)}",
        ];
        Assert.Contains("docs/errors/CAIRN1001.md", pages);
        Assert.Equal(
            pages.Order(StringComparer.Ordinal),
            feed.Open("Cairn.Sdk").Files
                .Where(path => path.StartsWith("docs/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Authors_do_not_see_what_works_behind_the_engine()
    {
        Assert.Equal(["Cairn.Runtime", "Cairn.Storage.Sqlite"], feed.Open("Cairn.Embedded").HiddenDependencies);
        Assert.Equal(
            ["Cairn.Runtime", "Cairn.Server", "Cairn.Storage.Sqlite", "Cairn.Storage"],
            feed.Open("Cairn.Testing").HiddenDependencies);
        Assert.Equal(["Cairn.Sdk.Replay"], feed.Open("Cairn.Sdk").HiddenDependencies);
    }

    [Fact]
    public async Task The_program_of_the_readme_runs_in_an_empty_folder_without_a_warning()
    {
        var folder = feed.Stranger("Greetings");
        await WriteProjectAsync(folder, "Greetings");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Program.cs"), Readme.Program(), TestContext.Current.CancellationToken);

        var build = await Dotnet.RunAsync(folder, "build", "--nologo", "-o", "out");

        Assert.Contains("0 Warning(s)", build, StringComparison.Ordinal);
        Assert.Equal("Hello, Ada!\n", await Dotnet.RunAsync(folder, "out/Greetings.dll"));
        Assert.True(File.Exists(Path.Combine(folder, "cairn.db")));
    }

    [Fact]
    public async Task A_program_gets_generated_calls_by_the_package_of_the_engine()
    {
        var folder = feed.Stranger("Generated");
        await WriteProjectAsync(folder, "Generated");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Program.cs"),
            """
            using Cairn.Client;
            using Cairn.Embedded;
            using Cairn.Workflows;

            await using var engine = await CairnEngine.StartAsync();
            await using var worker = engine.StartWorker("squares", options => options.AddWorkflow<Square>());
            var squared = SquareCalls.Run(side: 3);
            Console.WriteLine(await engine.Client.ExecuteWorkflowAsync(squared, new("nine", "squares")));

            [Workflow]
            public class Square
            {
                [WorkflowRun]
                public Task<int> RunAsync(int side, int power = 2) => Task.FromResult((int)Math.Pow(side, power));
            }
            """,
            TestContext.Current.CancellationToken);

        var build = await Dotnet.RunAsync(folder, "build", "--nologo", "-o", "out");

        Assert.Contains("0 Warning(s)", build, StringComparison.Ordinal);
        Assert.Equal("9\n", await Dotnet.RunAsync(folder, "out/Generated.dll"));
    }

    [Theory]
    [InlineData("CAIRN0101", "_ = DateTime.Now;")]
    [InlineData("CAIRN0105", "_ = Guid.NewGuid();")]
    [InlineData("CAIRN0201", "await Task.Run(() => { });")]
    [InlineData("CAIRN0401", "Runs++;")]
    [InlineData("CAIRN0403", "_ = await new HttpClient().GetStringAsync(\"http://localhost\");")]
    public async Task The_compiler_finds_the_first_mistakes_of_a_beginner(string rule, string mistake)
    {
        var folder = feed.Stranger(rule);
        await WriteProjectAsync(folder, rule);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Program.cs"),
            $$"""
            using Cairn.Workflows;

            Console.WriteLine("Built.");

            [Workflow]
            public class Mistaken
            {
                public static int Runs;

                [WorkflowRun]
                public async Task RunAsync()
                {
                    await Task.CompletedTask;
                    {{mistake}}
                }
            }
            """,
            TestContext.Current.CancellationToken);
        // A build with errors would tell nothing more.
        await File.WriteAllTextAsync(
            Path.Combine(folder, ".editorconfig"),
            $"root = true\n[*.cs]\ndotnet_diagnostic.{rule}.severity = warning\n",
            TestContext.Current.CancellationToken);

        var build = await Dotnet.RunAsync(folder, "build", "--nologo", "-o", "out");

        Assert.Contains($"warning {rule}: ", build, StringComparison.Ordinal);
        Assert.Contains($"Run 'cairn explain {rule}' for more.", build, StringComparison.Ordinal);
        Assert.Contains($"docs/rules/{rule}.md", feed.Open("Cairn.Sdk").Files);
    }

    [Fact]
    public void The_package_of_the_sdk_brings_the_analyzers_and_their_fixes() => Assert.Equal(
        ["Cairn.Sdk.Analyzers.dll", "Cairn.Sdk.CodeFixes.dll", "Cairn.Sdk.Generators.dll"],
        feed.Open("Cairn.Sdk").Files
            .Where(path => path.StartsWith("analyzers/", StringComparison.Ordinal))
            .Select(path => path.Replace("analyzers/dotnet/cs/", string.Empty, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_tool_is_installed_and_explains_itself()
    {
        var folder = feed.Stranger("tool");

        await Dotnet.RunAsync(
            folder, "tool", "install", Tool, "--version", Repository.Version, "--tool-path", "tools");

        var usage = await Dotnet.RunAsync(folder, Path.Combine(folder, "tools/cairn"), ["--help"]);
        Assert.Contains("Durable workflows: runs a server, and works with one.", usage, StringComparison.Ordinal);
    }

    private static Task WriteProjectAsync(string folder, string name) => File.WriteAllTextAsync(
        Path.Combine(folder, $"{name}.csproj"),
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Cairn.Embedded" Version="{Repository.Version}" />
          </ItemGroup>
        </Project>
        """,
        TestContext.Current.CancellationToken);
}
