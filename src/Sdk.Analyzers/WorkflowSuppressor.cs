using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers;

/// <summary>Silences rules of others that ask for what workflow code must not do, in workflows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WorkflowSuppressor : DiagnosticSuppressor
{
    private const string Id = "CAIRNS01";

    // Handlers are public instance methods that return tasks, whatever they do; awaits stay on the workflow's
    // scheduler; the workflow's random numbers are no secrets.
    private static readonly string[] Silenced =
    [
        "CA1024", "CA1822", "CA1849", "CA2007", "CA2008", "CA5394", "CS1998", "VSTHRD103", "VSTHRD105", "VSTHRD200",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        .. Silenced.Select(each => new SuppressionDescriptor(
            Id, each, "It is about code that is no workflow. Run 'cairn explain CAIRNS01' for more.")),
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (WorkflowCode.Of(context.Compilation) is not { } code)
        {
            return;
        }

        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken)
                    .FindNode(diagnostic.Location.SourceSpan)
                    .FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
                && context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken)
                    is INamedTypeSymbol type
                && code.IsWorkflow(type))
            {
                context.ReportSuppression(Suppression.Create(
                    SupportedSuppressions.First(each => each.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
            }
        }
    }
}
