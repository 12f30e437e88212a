using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// LINQ looks, loops act. A query that changes state does so when somebody enumerates it, as often, and as far; and
/// what is done for each element stands in a loop, where it is seen.
/// </summary>
internal static class LinqEffects
{
    private static readonly HashSet<string> s_operators =
    [
        "Aggregate", "AggregateBy", "All", "Any", "Count", "CountBy", "DistinctBy", "ExceptBy", "First",
        "FirstOrDefault", "GroupBy", "GroupJoin", "IntersectBy", "Join", "Last", "LastOrDefault", "LongCount", "Max",
        "MaxBy", "Min", "MinBy", "OrderBy", "OrderByDescending", "Select", "SelectMany", "Single", "SingleOrDefault",
        "SkipWhile", "Sum", "TakeWhile", "ThenBy", "ThenByDescending", "ToDictionary", "ToLookup", "UnionBy", "Where",
        "Zip",
    ];

    private static readonly HashSet<string> s_changes =
    [
        "Add", "AddRange", "Clear", "Dequeue", "Enqueue", "Insert", "Pop", "Push", "Remove", "RemoveAll", "RemoveAt",
        "RemoveWhere", "TryAdd", "TryDequeue", "TryPop", "TryRemove", "TrySetCanceled", "TrySetException",
        "TrySetResult", "UnionWith",
    ];

    // What a verb of the engine writes to, and what a request decides on.
    private static readonly HashSet<string> s_pens = ["context", "scope", "turn"];

    /// <summary>Reports every query of the sources that changes something, and every ForEach.</summary>
    public static IEnumerable<string> Check(SourceFile file) => !file.IsUnder("src") ? [] :
        from node in file.Syntax().DescendantNodes()
        let what = Wrong(node)
        where what is not null
        select $"{file.Path}:{SourceFile.LineOf(node)}: {what}: use a loop";

    private static string? Wrong(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ForEach" } } =>
            "ForEach",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } invocation
            when s_operators.Contains(called.Name.Identifier.Text) =>
            invocation.ArgumentList.Arguments.Select(argument => EffectOf(argument.Expression))
                .FirstOrDefault(effect => effect is not null) is { } effect
                    ? $"{called.Name.Identifier.Text} {effect}"
                    : null,
        QueryExpressionSyntax query when EffectIn(query) is { } effect => $"a query {effect}",
        _ => null,
    };

    private static string? EffectOf(ExpressionSyntax argument) => argument switch
    {
        AnonymousFunctionExpressionSyntax lambda => EffectIn(lambda),
        MemberAccessExpressionSyntax { Name.Identifier.Text: var name } when s_changes.Contains(name) =>
            $"calls {name}",
        _ => null,
    };

    private static string? EffectIn(SyntaxNode body)
    {
        var own = OwnNames(body);
        return body.DescendantNodes().Select(node => EffectOf(node, own)).FirstOrDefault(effect => effect is not null);
    }

    private static string? EffectOf(SyntaxNode node, HashSet<string> own) => node switch
    {
        AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment
            when !IsOwn(assignment.Left, own) => "assigns",
        PrefixUnaryExpressionSyntax unary
            when unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression
                && !IsOwn(unary.Operand, own) => "assigns",
        PostfixUnaryExpressionSyntax unary
            when unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression
                && !IsOwn(unary.Operand, own) => "assigns",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called }
            when s_changes.Contains(called.Name.Identifier.Text) && !IsOwn(called.Expression, own) =>
            $"calls {called.Name.Identifier.Text}",
        InvocationExpressionSyntax invocation
            when invocation.ArgumentList.Arguments.Any(argument => IsPen(argument.Expression)) =>
            "calls what writes",
        _ => null,
    };

    private static bool IsPen(ExpressionSyntax argument) =>
        argument is IdentifierNameSyntax { Identifier.Text: var name } && s_pens.Contains(name);

    /// <summary>Variables that the lambda itself declares: what it does to them nobody else sees.</summary>
    private static HashSet<string> OwnNames(SyntaxNode body) =>
    [
        .. body.DescendantNodes().SelectMany(node => node switch
        {
            VariableDeclaratorSyntax variable => new[] { variable.Identifier.Text },
            SingleVariableDesignationSyntax variable => [variable.Identifier.Text],
            _ => [],
        }),
    ];

    private static bool IsOwn(ExpressionSyntax target, HashSet<string> own) => target switch
    {
        IdentifierNameSyntax { Identifier.Text: var name } => name == "_" || own.Contains(name),
        MemberAccessExpressionSyntax member => IsOwn(member.Expression, own),
        ElementAccessExpressionSyntax element => IsOwn(element.Expression, own),
        InvocationExpressionSyntax { Expression: var called } => IsOwn(called, own),
        ParenthesizedExpressionSyntax parenthesized => IsOwn(parenthesized.Expression, own),
        PostfixUnaryExpressionSyntax postfix => IsOwn(postfix.Operand, own),
        TupleExpressionSyntax or DeclarationExpressionSyntax => true,
        BaseObjectCreationExpressionSyntax => true,
        _ => false,
    };
}
