using Cairn.Sdk.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

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
    public static async Task RunAsync(
        string before, string? after, string? title = null, string members = "", string? membersAfter = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var source = Source(before, members);
        var document = workspace.CurrentSolution
            .AddProject("Fixed", "Fixed", LanguageNames.CSharp)
            .WithMetadataReferences(Analyzed.Compile([]).References)
            .WithParseOptions(Analyzed.ParseOptions)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddDocument("Usings.cs", Analyzed.Usings).Project
            .AddDocument("File.cs", source);
        var compilation = await document.Project.GetCompilationAsync(cancellation);
        var found = await Analyzed.DiagnosticsAsync(compilation!);
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
        Assert.Equal(Source(after, membersAfter ?? members), text.ToString());
        var fixedCompilation = await changed.GetProject(document.Project.Id)!.GetCompilationAsync(cancellation);
        Assert.DoesNotContain(
            fixedCompilation!.GetDiagnostics(cancellation), each => each.Severity == DiagnosticSeverity.Error);
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
