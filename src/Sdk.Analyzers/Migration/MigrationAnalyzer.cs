using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Migration;

/// <summary>Finds usings of Temporal's SDK in code that uses this one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : WorkflowAnalyzer
{
    private const string Root = "Temporalio";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. MigrationRules.All.Select(rule => rule.Descriptor)];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code)
    {
        var strictness = new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation);
        start.RegisterSyntaxNodeAction(
            context =>
            {
                var name = ((UsingDirectiveSyntax)context.Node).Name;
                if (name?.ToString() is { } text
                    && (text == Root || text.StartsWith(Root + ".", StringComparison.Ordinal)))
                {
                    var instead = "Cairn" + text.Substring(Root.Length);
                    new Reporter(strictness, context.ReportDiagnostic).Report(
                    [
                        new(MigrationRules.OtherNamespace, text, instead, name.GetLocation()) { Fix = instead },
                    ]);
                }
            },
            SyntaxKind.UsingDirective);
    }
}
