using System.Collections.Immutable;
using System.Composition;
using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Offers the changes of <see cref="Fixes"/> for what the analyzer of determinism finds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DeterminismCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [.. new DeterminismAnalyzer().SupportedDiagnostics.Select(each => each.Id)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        var root = await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(Report.Fix, out var key) || key is null)
            {
                continue;
            }

            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (var fix in Fixes.For(diagnostic.Id, key))
            {
                var use = new Use(root, node, model);
                if (fix.Change(use) is { } changed)
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            fix.Title,
                            _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)),
                            equivalenceKey: fix.Title),
                        diagnostic);
                }
            }
        }
    }
}
