using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers.Migration;

/// <summary>Finds code that comes from Temporal's SDK or from an older version of this one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : WorkflowAnalyzer
{
    private protected override IEnumerable<Rule> Rules => MigrationRules.All;

    private protected override void Register(Analysis analysis) => analysis.OnSyntax(
        node => OtherUsings.Find((UsingDirectiveSyntax)node), SyntaxKind.UsingDirective);
}
