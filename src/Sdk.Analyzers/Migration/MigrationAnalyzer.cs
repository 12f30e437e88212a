using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Migration;

/// <summary>Finds code that comes from Temporal's SDK or from an older version of this one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : WorkflowAnalyzer
{
    private protected override IEnumerable<Rule> Rules => MigrationRules.All;

    private protected override void Register(Analysis analysis)
    {
        var described = new DescribedCalls(analysis.Code.Symbols, analysis.Project);
        analysis.OnSyntax(node => OtherUsings.Find((UsingDirectiveSyntax)node), SyntaxKind.UsingDirective);
        analysis.OnOperations(
            (operation, _) => described.Find((IInvocationOperation)operation), OperationKind.Invocation);
        analysis.AtEnd(() => OldAssemblies.Find(analysis.Compilation));
    }
}
