using Cairn.Sdk.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Statements of a workflow's run method before and after a code fix.</summary>
internal static class Fixed
{
    private static readonly CodeFixProvider[] Providers = [new DeterminismCodeFix(), new MeaningCodeFix()];

    /// <summary>Applies a fix of the first finding, and compares.</summary>
    /// <param name="before">The statements; the method is async.</param>
    /// <param name="after">What they become; null if no fix is offered.</param>
    /// <param name="title">The title of the fix; null takes the first one.</param>
    /// <param name="members">Members of the workflow's class.</param>
    /// <param name="membersAfter">What they become; null if they stay.</param>
    /// <param name="more">Other types, in another file.</param>
    public static Task RunAsync(
        string before,
        string? after,
        string? title = null,
        string members = "",
        string? membersAfter = null,
        string more = "") =>
        FileAsync(
            Source(before, members),
            after is null ? null : Source(after, membersAfter ?? members),
            title,
            more: more);

    /// <summary>Applies a fix to the first finding of a file, and compares.</summary>
    /// <param name="before">The file.</param>
    /// <param name="after">What it becomes; null if no fix is offered.</param>
    /// <param name="title">The title of the fix; null takes the first one.</param>
    /// <param name="options">What the project says.</param>
    /// <param name="more">Another file.</param>
    public static async Task FileAsync(
        string before, string? after, string? title = null, AnalyzerOptions? options = null, string more = "")
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, before, more);
        var compilation = await document.Project.GetCompilationAsync(cancellation);
        var found = (await Analyzed.DiagnosticsAsync(compilation!, options))
            .Where(each => each.Location.GetLineSpan().Path == "File.cs" && each.Id.StartsWith("CAIRN", Plain))
            .ToList();
        var actions = new List<CodeAction>();
        var provider = Providers.Single(each => each.FixableDiagnosticIds.Contains(found[0].Id));
        await provider.RegisterCodeFixesAsync(new CodeFixContext(
            document, found[0], (action, _) => actions.Add(action), cancellation));
        if (after is null)
        {
            Assert.Empty(actions);
            return;
        }

        var chosen = actions.First(action => title is null || action.Title == title);
        var operations = await chosen.GetOperationsAsync(cancellation);
        var changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        var text = await changed.GetDocument(document.Id)!.GetTextAsync(cancellation);
        Assert.Equal(after, text.ToString());
        await CompileAsync(changed.GetProject(document.Project.Id)!);
    }

    /// <summary>Applies a fix to all findings of a document, as an editor does, and compares.</summary>
    /// <param name="before">The statements; the method is async.</param>
    /// <param name="after">What they become.</param>
    /// <param name="title">The title of the fix.</param>
    public static async Task AllAsync(string before, string after, string title)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, Source(before, string.Empty), string.Empty);
        var found = new All(await Analyzed.DiagnosticsAsync(
            (await document.Project.GetCompilationAsync(cancellation))!));
        var provider = Providers.Single(each => each.FixableDiagnosticIds.Contains(found.Diagnostics[0].Id));
        var action = await provider.GetFixAllProvider()!.GetFixAsync(new(
            document,
            provider,
            FixAllScope.Document,
            title,
            found.Diagnostics.Select(each => each.Id).Distinct(),
            found,
            cancellation));
        var operations = await action!.GetOperationsAsync(cancellation);
        var changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        var text = await changed.GetDocument(document.Id)!.GetTextAsync(cancellation);
        Assert.Equal(Source(after, string.Empty), text.ToString());
        await CompileAsync(changed.GetProject(document.Project.Id)!);
    }

    private static Document Open(AdhocWorkspace workspace, string source, string more) => workspace.CurrentSolution
        .AddProject("Fixed", "Fixed", LanguageNames.CSharp)
        .WithMetadataReferences(Analyzed.Compile([]).References)
        .WithParseOptions(Analyzed.ParseOptions)
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
        .AddDocument("Usings.cs", Analyzed.Usings).Project
        .AddDocument("More.cs", more).Project
        .AddDocument("File.cs", source, filePath: "File.cs");

    private static async Task CompileAsync(Project project)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = await project.GetCompilationAsync(cancellation);
        Assert.DoesNotContain(
            compilation!.GetDiagnostics(cancellation), each => each.Severity == DiagnosticSeverity.Error);
    }

    private const StringComparison Plain = StringComparison.Ordinal;

    private sealed class All(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) => Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    private static string Source(string statements, string members) =>
        $$"""
        using System.Globalization;

        [Workflow]
        public class W
        {
            {{members}}

            [WorkflowRun]
            public async Task RunAsync()
            {
                await Task.CompletedTask;
                {{statements}}
            }

            private Task<int> PriceAsync() => Task.FromResult(1);
        }
        """;
}
