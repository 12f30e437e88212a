using System.Collections.Immutable;
using Cairn.Sdk.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>
/// Source in which findings are marked as <c>{|CAIRN0101:code|}</c>, compiled with the analyzers of the project.
/// </summary>
internal static class Analyzed
{
    /// <summary>The usings of all files.</summary>
    public const string Usings =
        """
        global using System; global using System.Collections.Generic; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks; global using Cairn.Activities;
        global using Cairn.Client; global using Cairn.Common; global using Cairn.Exceptions;
        global using Cairn.Workflows;
        """;

    // An analyzer threw an exception: the compiler makes a warning of it.
    private const string AnalyzerFailed = "AD0001";

    /// <summary>How files are parsed.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    /// <summary>All analyzers of the project.</summary>
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(WorkflowAnalyzer).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>
    /// Compiles the members of a workflow's class, and checks that exactly what is marked is found in them. The code of
    /// a test has no other errors.
    /// </summary>
    /// <param name="members">The members, with marks.</param>
    /// <param name="more">Other types, with marks.</param>
    public static Task MembersAsync(string members, string more = "") => FilesAsync(
        $$"""
        [Workflow]
        public class W
        {
            [WorkflowRun]
            public Task RunAsync() => Task.CompletedTask;

            {{members}}
        }

        {{more}}
        """);

    /// <summary>Compiles statements of a workflow's run method, which is async.</summary>
    /// <inheritdoc cref="MembersAsync"/>
    public static Task RunAsync(string statements, string more = "") => FilesAsync(
        $$"""
        [Workflow]
        public class W
        {
            [WorkflowRun]
            public async Task RunAsync()
            {
                await Task.CompletedTask;
                {{statements}}
            }
        }

        {{more}}
        """);

    /// <summary>
    /// Checks that statements are found by a rule, and by no other, where workflow code calls a helper that calls a
    /// method with them; and not where either has <c>[Deterministic]</c>, or the workflow itself.
    /// </summary>
    public static async Task HelperAsync(string rule, string statements, string more = "")
    {
        const string Trust = "[Deterministic(Justification = \"Tested.\")]";
        var helpers =
            $$"""
            public static class Helpers
            {
                public static void One() => Two();
                public static void Two() { {{statements}} }
                {{Trust}} public static void Three() => Two();
                public static void Four() => Five();
                {{Trust}} public static void Five() { {{statements}} }
            }

            [Workflow]
            public class Trusting
            {
                [WorkflowRun]
                {{Trust}}
                public Task RunAsync()
                {
                    {{statements}}
                    return Task.CompletedTask;
                }
            }

            {{more}}
            """;
        await RunAsync($"{{|{rule}:Helpers.One|}}(); Helpers.Three(); Helpers.Four();", helpers);
    }

    /// <summary>Compiles files, with marks, and checks that exactly what is marked is found.</summary>
    public static async Task FilesAsync(params string[] files)
    {
        var marked = files.Select((file, place) => Marked.Read($"File{place}.cs", file)).ToList();
        var found = await DiagnosticsAsync([.. marked.Select(each => each.Text)]);
        // Some tests write the generator's calls themselves, beside lambdas: see MigrationTests.
        found = [.. found.Where(each => each.Id is not ("CAIRN0902" or "CAIRN0903"))];
        var wanted = marked.SelectMany(each => each.Findings).Order(StringComparer.Ordinal);
        Assert.Equal(
            string.Join('\n', wanted),
            string.Join('\n', found.Select(Marked.Describe).Order(StringComparer.Ordinal)));
    }

    /// <summary>What the analyzers and the compiler say about files, those of the compiler from warnings on.</summary>
    public static Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(
        IReadOnlyList<string> files, AnalyzerOptions? options = null) => DiagnosticsAsync(Compile(files), options);

    /// <summary>What they say about a compilation.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(
        Compilation compilation, AnalyzerOptions? options = null)
    {
        var all = await compilation
            .WithAnalyzers(Analyzers, options ?? new AnalyzerOptions([]))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. all.Where(each => !each.IsSuppressed
            && (each.Id.StartsWith("CAIRN", StringComparison.Ordinal) || each.Id == AnalyzerFailed
                || each.Severity == DiagnosticSeverity.Error))];
    }

    /// <summary>Compiles files of source.</summary>
    public static CSharpCompilation Compile(
        IReadOnlyList<string> files, string name = "Analyzed", params MetadataReference[] more) =>
        CSharpCompilation.Create(
            name,
            [
                Parse(Usings, "Usings.cs"),
                .. files.Select((file, place) => Parse(file, $"File{place}.cs")),
            ],
            [.. References, .. more],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), ParseOptions, path);
}
