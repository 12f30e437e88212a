using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Offers the changes of a table for what some analyzers find.</summary>
public abstract class TableCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
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
            foreach (var fix in For(diagnostic.Id, key))
            {
                if (fix.Change(new(root, node, model)) is { } changed)
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

    /// <summary>The changes for a finding.</summary>
    /// <param name="rule">The code of the rule.</param>
    /// <param name="key">What the diagnostic says about the place.</param>
    private protected abstract IEnumerable<Fix> For(string rule, string key);
}
