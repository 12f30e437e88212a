using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Changes of what code means. Each returns null where it does not fit.</summary>
internal static class MeaningChanges
{
    private const string Timeout = "StartToCloseTimeout";
    private const string Minute = "global::System.TimeSpan.FromMinutes(1)";

    /// <summary>Makes an <c>ApplicationFailureException</c> of the exception that is thrown.</summary>
    public static SyntaxNode? ThrowFailure(Use use)
    {
        if (use.Node is not ObjectCreationExpressionSyntax { ArgumentList: { } list, Initializer: null } made
            || use.Model.GetTypeInfo(made).Type is not { } type
            || MessageOf(use, list) is not { } message)
        {
            return null;
        }

        var errorType = Argument(LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(type.Name)))
            .WithNameColon(NameColon("errorType"));
        return use.With(made, made
            .WithType(ParseTypeName("global::Cairn.Exceptions.ApplicationFailureException")
                .WithAdditionalAnnotations(Simplifier.Annotation))
            .WithArgumentList(ArgumentList(SeparatedList(new[] { message.WithNameColon(null), errorType })))
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>Adds <c>when (Workflow.IsWorkflowFailure(e))</c>.</summary>
    public static SyntaxNode? AddFilter(Use use)
    {
        if (use.Node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { Filter: null } caught)
        {
            return null;
        }

        var declared = caught.Declaration
            ?? CatchDeclaration(ParseTypeName("global::System.Exception")
                .WithAdditionalAnnotations(Simplifier.Annotation));
        var name = declared.Identifier.IsKind(SyntaxKind.None) ? "e" : declared.Identifier.ValueText;
        var condition = Changes.Expression($"Workflow.IsWorkflowFailure({name})");
        return use.Root.ReplaceNode(caught, caught
            .WithCatchKeyword(caught.CatchKeyword.WithTrailingTrivia(Space))
            .WithDeclaration(declared
                .WithIdentifier(Identifier(name).WithLeadingTrivia(Space))
                .WithCloseParenToken(Token(SyntaxKind.CloseParenToken).WithTrailingTrivia(Space)))
            .WithFilter(CatchFilterClause(condition)
                .WithWhenKeyword(Token(SyntaxKind.WhenKeyword).WithTrailingTrivia(Space))
                .WithTrailingTrivia(TrailingOf(caught))));
    }

    /// <summary>Throws what the statement makes.</summary>
    public static SyntaxNode? Throw(Use use) => use.Call is { Parent: ExpressionStatementSyntax statement } call
        ? use.With(statement, ThrowStatement(call.WithoutTrivia().WithLeadingTrivia(Space)))
        : null;

    /// <summary>Runs an awaited call detached from the workflow's token.</summary>
    public static SyntaxNode? Detach(Use use) => use.Call is { Parent: AwaitExpressionSyntax awaited } call
        && awaited.Parent is ExpressionStatementSyntax
            ? use.With(call, InvocationExpression(
                Changes.Expression("Workflow.RunDetachedAsync"),
                ArgumentList(SingletonSeparatedList(
                    Argument(ParseExpression($"() => {call.WithoutTrivia()}"))))))
            : null;

    /// <summary>Waits for the opposite of a loop's condition.</summary>
    public static SyntaxNode? WaitForCondition(Use use)
    {
        if (use.Node.FirstAncestorOrSelf<WhileStatementSyntax>() is not { Condition: { } condition } loop)
        {
            return null;
        }

        var wanted = condition switch
        {
            PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression) => $"{not.Operand}",
            IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax => $"!{condition}",
            _ => $"!({condition})",
        };
        var wait = AwaitExpression(InvocationExpression(
            Changes.Expression("Workflow.WaitConditionAsync"),
            ArgumentList(SingletonSeparatedList(Argument(ParseExpression($"() => {wanted}"))))));
        return use.With(loop, ExpressionStatement(wait).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>Sets a timeout of one minute, for the author to change.</summary>
    public static SyntaxNode? AddTimeout(Use use)
    {
        if (use is not { Call: { } call, Method: { ContainingType.Name: "Workflow" } method })
        {
            return null;
        }

        var options = call.ArgumentList.Arguments.LastOrDefault(each =>
            each.Expression is BaseObjectCreationExpressionSyntax && IsOptions(use.Model.GetTypeInfo(each.Expression)));
        if (options?.Expression is BaseObjectCreationExpressionSyntax made)
        {
            var assignment = ParseExpression($"{Timeout} = {Minute}");
            var values = made.Initializer is { } initializer
                ? initializer.Expressions.Select(each => each.ToString()).Append(assignment.ToString())
                : [assignment.ToString()];
            var type = made is ObjectCreationExpressionSyntax { Type: { } named } ? $"new {named}" : "new()";
            return use.With(made, Changes.Short($"{type} {{ {string.Join(", ", values)} }}"));
        }

        return call.ArgumentList.Arguments.Count == method.Parameters.Count(each => !each.IsOptional)
            ? use.With(call, call.AddArgumentListArguments(
                    Argument(Changes.Short($"new() {{ {Timeout} = {Minute} }}")))
                .WithAdditionalAnnotations(Formatter.Annotation))
            : null;
    }

    /// <summary>The name of a type instead of a string.</summary>
    public static SyntaxNode? UseNameOf(Use use, string name) => use.Node is ExpressionSyntax or AttributeArgumentSyntax
        && (use.Node as ExpressionSyntax ?? ((AttributeArgumentSyntax)use.Node).Expression) is { } text
            ? use.With(text, Changes.Short($"nameof({FullNameOf(text, name)})"))
            : null;

    /// <summary>The generated call of a member instead of a lambda that describes it.</summary>
    public static SyntaxNode? UseGenerated(Use use, string call)
    {
        if (use.Node.FirstAncestorOrSelf<LambdaExpressionSyntax>()?.ExpressionBody is not { } body)
        {
            return null;
        }

        // Activities get their token from the worker.
        var arguments = (body as InvocationExpressionSyntax)?.ArgumentList.Arguments
            .Where(each => use.Model.GetTypeInfo(each.Expression).ConvertedType?.Name != nameof(CancellationToken));
        return use.With(
            body.Parent!,
            Changes.Short(arguments is null
                ? call
                : $"{call}({string.Join(", ", arguments.Select(each => each.ToString()))})"));
    }

    /// <summary>Another namespace in a using.</summary>
    public static SyntaxNode? ReplaceName(Use use, string name) =>
        use.Node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Name: { } old }
            ? use.With(old, ParseName(name))
            : null;

    /// <summary>Adds an attribute to a member or a type.</summary>
    public static SyntaxNode? AddAttribute(Use use, string name)
    {
        if (use.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return null;
        }

        var space = name is "Activity" ? "Activities" : "Workflows";
        var attribute = Attribute(ParseName($"global::Cairn.{space}.{name}")
            .WithAdditionalAnnotations(Simplifier.Annotation));
        var list = AttributeList(SingletonSeparatedList(attribute))
            .WithLeadingTrivia(member.GetLeadingTrivia())
            .WithTrailingTrivia(ElasticCarriageReturnLineFeed)
            .WithAdditionalAnnotations(Formatter.Annotation);
        var rest = member.WithoutLeadingTrivia();
        return use.Root.ReplaceNode(member, rest.WithAttributeLists(rest.AttributeLists.Insert(0, list))
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static ArgumentSyntax? MessageOf(Use use, ArgumentListSyntax list) => list.Arguments
        .FirstOrDefault(each => use.Model.GetOperation(each) is Microsoft.CodeAnalysis.Operations.IArgumentOperation
        {
            Parameter: { Name: "message", Type.SpecialType: SpecialType.System_String },
        });

    private static bool IsOptions(TypeInfo info) => info.Type?.Name is "ActivityOptions" or "LocalActivityOptions";

    // A string has the full name; typeof(X).FullName has the name as the file writes it.
    private static string FullNameOf(ExpressionSyntax text, string name) => text switch
    {
        LiteralExpressionSyntax literal => $"global::{literal.Token.ValueText}",
        MemberAccessExpressionSyntax { Expression: TypeOfExpressionSyntax type } => type.Type.ToString(),
        _ => name,
    };

    private static SyntaxTriviaList TrailingOf(CatchClauseSyntax caught) =>
        caught.Declaration?.GetTrailingTrivia() ?? caught.CatchKeyword.TrailingTrivia;
}
