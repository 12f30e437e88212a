using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Finds workflows and activities that the SDK refuses when a worker registers them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefinitionAnalyzer : WorkflowAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. DefinitionRules.All.Select(rule => rule.Descriptor)];

    private protected override void Register(CompilationStartAnalysisContext start, WorkflowCode code)
    {
        var strictness = new Strictness(start.Options.AnalyzerConfigOptionsProvider, start.Compilation);
        IDefinitionRule[] rules =
        [
            new RunMethods(code), new HandlerShapes(code.Symbols), new NameClashes(code), new MissingAttributes(code),
            new Payloads(code),
        ];
        start.RegisterSymbolAction(
            context =>
            {
                var reporter = new Reporter(strictness, context.ReportDiagnostic);
                foreach (var rule in rules)
                {
                    reporter.Report(rule.Find((INamedTypeSymbol)context.Symbol));
                }
            },
            SymbolKind.NamedType);
    }
}
