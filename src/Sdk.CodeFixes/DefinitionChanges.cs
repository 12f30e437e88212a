using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Changes of declarations. Each returns null where it does not fit.</summary>
internal static class DefinitionChanges
{
    /// <summary>The change for a modifier, a type of result, or a method whose parameters to take.</summary>
    public static Fix For(string key) => key switch
    {
        "public" => new("Make it public", MakePublic),
        "static" => new("Make it an instance member", MakeInstance),
        "Task" => new("Return a task", ReturnTask),
        "void" => new("Return nothing, and throw", ReturnNothing),
        _ => new($"Take the parameters of {key}", use => TakeParameters(use, key)),
    };

    /// <summary>Gives the attribute of a member a name.</summary>
    public static SyntaxNode? SetName(Use use, string name)
    {
        var attribute = use.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.AttributeLists
            .SelectMany(each => each.Attributes)
            .FirstOrDefault(each => use.Model.GetTypeInfo(each).Type is { Name: "ActivityAttribute"
                or "WorkflowSignalAttribute" or "WorkflowQueryAttribute" or "WorkflowUpdateAttribute" });
        if (attribute is null)
        {
            return null;
        }

        var given = AttributeArgument(LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(name)));
        var others = (attribute.ArgumentList?.Arguments ?? default).Where(each => each.NameEquals is not null);
        return use.With(attribute, attribute.WithArgumentList(
            AttributeArgumentList(SeparatedList(new[] { given }.Concat(others)))
                .WithAdditionalAnnotations(Formatter.Annotation)));
    }

    /// <summary>Adds <c>[JsonSerializable(typeof(…))]</c> to a class.</summary>
    public static SyntaxNode? AddJson(Use use, string type)
    {
        if (use.Node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } context)
        {
            return null;
        }

        var attribute = Attribute(
            ParseName("global::System.Text.Json.Serialization.JsonSerializable")
                .WithAdditionalAnnotations(Simplifier.Annotation),
            AttributeArgumentList(SingletonSeparatedList(AttributeArgument(TypeOfExpression(
                ParseTypeName(type).WithAdditionalAnnotations(Simplifier.Annotation))))));
        var list = AttributeList(SingletonSeparatedList(attribute))
            .WithTrailingTrivia(
                use.Root.DescendantTrivia().FirstOrDefault(each => each.IsKind(SyntaxKind.EndOfLineTrivia)))
            .WithAdditionalAnnotations(Formatter.Annotation);
        var changed = context.AttributeLists.Count > 0
            ? context.AddAttributeLists(list)
            : context.WithoutLeadingTrivia().AddAttributeLists(list.WithLeadingTrivia(context.GetLeadingTrivia()));
        return use.Root.ReplaceNode(context, changed.WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static SyntaxNode? MakePublic(Use use)
    {
        if (use.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return null;
        }

        var rest = member.Modifiers.Where(each => !each.IsKind(SyntaxKind.PrivateKeyword)
            && !each.IsKind(SyntaxKind.InternalKeyword) && !each.IsKind(SyntaxKind.ProtectedKeyword));
        return use.With(member, member.WithoutLeadingTrivia()
            .WithModifiers([Token(SyntaxKind.PublicKeyword).WithTrailingTrivia(Space), .. rest]));
    }

    private static SyntaxNode? MakeInstance(Use use) => use.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is
        { } member
            ? use.With(member, member.WithModifiers(
                [.. member.Modifiers.Where(each => !each.IsKind(SyntaxKind.StaticKeyword))]))
            : null;

    private static SyntaxNode? ReturnTask(Use use)
    {
        if (use.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || use.Model.GetDeclaredSymbol(method) is not { } symbol)
        {
            return null;
        }

        var isAsync = symbol.IsAsync;
        var isTask = symbol.ReturnType.Name == "ValueTask";
        if (isTask && !isAsync)
        {
            return null;
        }

        var result = symbol.ReturnsVoid ? null
            : !isTask ? method.ReturnType.WithoutTrivia()
            : method.ReturnType is GenericNameSyntax { TypeArgumentList.Arguments: [var argument] } ? argument
            : null;
        var changed = method.WithReturnType(TaskOf(result).WithTriviaFrom(method.ReturnType));
        return use.Root.ReplaceNode(
            method, isAsync ? changed : symbol.ReturnsVoid ? EndsCompleted(changed) : Returns(changed, Completed));
    }

    private static TypeSyntax TaskOf(TypeSyntax? result) => ParseTypeName(
        result is null
            ? "global::System.Threading.Tasks.Task"
            : $"global::System.Threading.Tasks.Task<{result}>").WithAdditionalAnnotations(Simplifier.Annotation);

    private static ExpressionSyntax Completed(ExpressionSyntax value) =>
        ParseExpression($"Task.FromResult({value.WithoutTrivia()})");

    // Ends with a completed task: { …; return Task.CompletedTask; }
    private static MethodDeclarationSyntax EndsCompleted(MethodDeclarationSyntax method)
    {
        var end = ReturnStatement(ParseExpression("Task.CompletedTask").WithLeadingTrivia(Space));
        if (method.ExpressionBody is { Expression: not ThrowExpressionSyntax and var expression })
        {
            return method.WithExpressionBody(null).WithSemicolonToken(default)
                .WithParameterList(method.ParameterList.WithoutTrailingTrivia())
                .WithBody(Block(ExpressionStatement(expression), end).WithTrailingTrivia(method.GetTrailingTrivia()))
                .WithAdditionalAnnotations(Formatter.Annotation);
        }

        if (method.Body is not { } body)
        {
            return method;
        }

        var returns = body.DescendantNodes(IsOwnCode).OfType<ReturnStatementSyntax>();
        var changed = body.ReplaceNodes(returns, (old, _) => end.WithTriviaFrom(old));
        return method.WithBody(changed.AddStatements(end.WithAdditionalAnnotations(Formatter.Annotation)));
    }

    private static MethodDeclarationSyntax Returns(
        MethodDeclarationSyntax method, Func<ExpressionSyntax, ExpressionSyntax> change)
    {
        if (method.ExpressionBody is { Expression: not ThrowExpressionSyntax and var expression } arrow)
        {
            return method.WithExpressionBody(arrow.WithExpression(change(expression)));
        }

        var returned = method.Body?.DescendantNodes(IsOwnCode).OfType<ReturnStatementSyntax>()
            .Select(each => each.Expression).OfType<ExpressionSyntax>() ?? [];
        return method.ReplaceNodes(returned, (old, _) => change(old).WithTriviaFrom(old));
    }

    private static bool IsOwnCode(SyntaxNode node) =>
        node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    // A validator that answers by a bool throws instead.
    private static SyntaxNode? ReturnNothing(Use use)
    {
        if (use.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || method.ExpressionBody?.Expression is not { } condition
            || use.Model.GetTypeInfo(condition).Type is not { SpecialType: SpecialType.System_Boolean })
        {
            return null;
        }

        var refuse = ParseStatement(
            $"if (!({condition.WithoutTrivia()})) {{ throw new System.ArgumentException(\"Refused.\"); }}");
        return use.Root.ReplaceNode(method, method
            .WithReturnType(PredefinedType(Token(SyntaxKind.VoidKeyword)).WithTriviaFrom(method.ReturnType))
            .WithExpressionBody(null).WithSemicolonToken(default)
            .WithParameterList(method.ParameterList.WithoutTrailingTrivia())
            .WithBody(Block(refuse).WithTrailingTrivia(method.GetTrailingTrivia()))
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    // The types of the other method, with the names that the code here uses already.
    private static SyntaxNode? TakeParameters(Use use, string method)
    {
        if (use.Node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { } changed
            || use.Model.GetDeclaredSymbol(changed)?.ContainingType is not { } type
            || OfNameIn(type, method) is not { } wanted)
        {
            return null;
        }

        var old = changed.ParameterList.Parameters;
        var position = changed.SpanStart;
        var parameters = wanted.Parameters.Select((each, place) =>
            Parameter(Identifier(place < old.Count ? old[place].Identifier.ValueText : each.Name))
                .WithType(ParseTypeName(each.Type.ToMinimalDisplayString(use.Model, position))
                    .WithTrailingTrivia(Space)));
        return use.With(changed.ParameterList, ParameterList(SeparatedList(parameters))
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static IMethodSymbol? OfNameIn(INamedTypeSymbol type, string name)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault() is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
