using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// No task is thrown away: its exception would be lost. Work that is not awaited goes through the one helper of its
/// room, which reports it.
/// </summary>
internal static class UnobservedTasks
{
    /// <summary>The helpers: they observe what they start.</summary>
    public static readonly string[] Helpers =
        ["src/Runtime/InternalErrors.cs", "src/Sdk/Logging/Background.cs", "src/Sdk/Workflows/WorkflowTasks.cs"];

    private static readonly string[] s_starters = ["Run", "StartNew", "ContinueWith", "Unwrap"];

    /// <summary>Reports discarded tasks and async void methods of the product.</summary>
    public static IEnumerable<string> Check(SourceFile file) =>
        !file.IsUnder("src") || Helpers.Contains(file.Path) ? [] :
        from node in file.Syntax().DescendantNodes()
        let what = Discarded(node) ?? AsyncVoid(node)
        where what is not null
        select $"{file.Path}: {Members.NameOf(node)}: {what}";

    private static string? Discarded(SyntaxNode node)
    {
        var thrownAway = node switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "_" } } discard => discard.Right,
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => call,
            MethodDeclarationSyntax { ExpressionBody.Expression: InvocationExpressionSyntax call } method
                when IsVoid(method.ReturnType) => call,
            _ => null,
        };
        return thrownAway is InvocationExpressionSyntax invocation && MakesTask(invocation)
            ? $"the task of {NameOf(invocation)} is thrown away"
            : null;
    }

    private static string? AsyncVoid(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method
            when method.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(method.ReturnType) => "async void",
        LocalFunctionStatementSyntax local
            when local.Modifiers.Any(SyntaxKind.AsyncKeyword) && IsVoid(local.ReturnType) => "async void",
        _ => null,
    };

    private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax { Keyword.Text: "void" };

    private static bool MakesTask(InvocationExpressionSyntax call) => NameOf(call) is var name
        && (name.EndsWith("Async", StringComparison.Ordinal)
            || (s_starters.Contains(name) && call.ToString().Contains("Task", StringComparison.Ordinal)));

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        MemberBindingExpressionSyntax member => member.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => string.Empty,
    };
}
