using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Changes of code that goes on when tasks end. Each returns null where it does not fit.</summary>
internal static class TaskChanges
{
    /// <summary>
    /// Awaits the task and goes on after it, instead of an awaited <c>ContinueWith</c>. The lambda takes the result of
    /// its task at most once, and nothing else of it.
    /// </summary>
    public static SyntaxNode? AwaitAndGoOn(Use use)
    {
        if (use is not { Call: { Parent: AwaitExpressionSyntax awaited } call, Receiver: { } task, CanAwait: true }
            || call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not LambdaExpressionSyntax lambda
            || ParameterOf(lambda) is not { } parameter)
        {
            return null;
        }

        var uses = lambda.Body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Where(each => each.Identifier.ValueText == parameter)
            .ToList();
        return uses switch
        {
            [] when awaited.Parent is ExpressionStatementSyntax statement => Follow(use, statement, task, lambda),
            [{ Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result }]
                when lambda.ExpressionBody is { } body => use.With(awaited, (ExpressionSyntax)body
                    .ReplaceNode(result, result == body || result.Parent is ArgumentSyntax
                        ? Await(task)
                        : ParenthesizedExpression(Await(task)))
                    .WithAdditionalAnnotations(Formatter.Annotation)),
            _ => null,
        };
    }

    /// <summary>A loop over <c>Workflow.WhenAnyAsync</c> instead of <c>Task.WhenEach</c>.</summary>
    public static SyntaxNode? WaitForAny(Use use)
    {
        const string Name = "open";
        if (use.Call is not { Parent: ForEachStatementSyntax loop } call || loop.AwaitKeyword == default
            || use.Model.GetForEachStatementInfo(loop).ElementType is not { } element
            || use.Model.LookupSymbols(loop.SpanStart, name: Name).Any())
        {
            return null;
        }

        var type = element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var arguments = call.ArgumentList.Arguments;
        var tasks = arguments is [var only] && !IsTask(use.Model.GetTypeInfo(only.Expression).Type)
            ? $"({only})"
            : $"() {{ {arguments} }}";
        var list = (ExpressionSyntax)ParseExpression($"new global::System.Collections.Generic.List<{type}>{tasks}");
        list = list.ReplaceNodes(
            list.DescendantNodes().OfType<TypeSyntax>(),
            (_, each) => each.WithAdditionalAnnotations(Simplifier.Annotation));
        var body = loop.Statement is BlockSyntax block ? block.Statements : [loop.Statement];
        var wait = ParseStatement(
            $"var {loop.Identifier.ValueText} = await {Changes.Expression($"Workflow.WhenAnyAsync({Name})")};\n");
        var declared = LocalDeclarationStatement(VariableDeclaration(
            IdentifierName("var").WithTrailingTrivia(Space),
            SingletonSeparatedList(VariableDeclarator(Name).WithInitializer(EqualsValueClause(list)))));
        var wholeLoop = WhileStatement(
            ParseExpression($"{Name}.Count > 0"),
            Block(List(new[] { wait, ParseStatement($"{Name}.Remove({loop.Identifier.ValueText});\n") }.Concat(body))));
        return use.Root.ReplaceNode(loop, new SyntaxNode[]
        {
            declared.WithLeadingTrivia(loop.GetLeadingTrivia()).WithTrailingTrivia(ElasticCarriageReturnLineFeed)
                .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation),
            wholeLoop.WithTrailingTrivia(loop.GetTrailingTrivia())
                .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation),
        });
    }

    private static SyntaxNode? Follow(
        Use use, ExpressionStatementSyntax statement, ExpressionSyntax task, LambdaExpressionSyntax lambda)
    {
        if (statement.Parent is not BlockSyntax || lambda.ExpressionBody is not (null or InvocationExpressionSyntax
                or AssignmentExpressionSyntax or AwaitExpressionSyntax)
            || lambda.Block?.DescendantNodes().Any(each => each
            is ReturnStatementSyntax or LocalDeclarationStatementSyntax) == true)
        {
            return null;
        }

        var first = ExpressionStatement(Await(task)).WithLeadingTrivia(statement.GetLeadingTrivia());
        var rest = lambda.Block?.Statements.AsEnumerable()
            ?? [ExpressionStatement(lambda.ExpressionBody!.WithoutTrivia())];
        return use.Root.ReplaceNode(statement, new[] { first }.Concat(rest)
            .Select(each => each.WithAdditionalAnnotations(Formatter.Annotation)));
    }

    private static string? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only.Identifier.ValueText,
        _ => null,
    };

    private static bool IsTask(ITypeSymbol? type) => type?.Name == "Task";

    private static AwaitExpressionSyntax Await(ExpressionSyntax task) =>
        AwaitExpression(task.WithoutTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
}
