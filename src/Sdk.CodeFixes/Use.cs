using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Sdk.CodeFixes;

/// <summary>The place of a diagnostic in a file.</summary>
/// <param name="Root">The root of the file.</param>
/// <param name="Node">What is underlined.</param>
/// <param name="Model">The meaning of the file.</param>
internal sealed record Use(SyntaxNode Root, SyntaxNode Node, SemanticModel Model)
{
    /// <summary>The whole expression: a call with its receiver and its arguments, a creation, or a member.</summary>
    public ExpressionSyntax? Whole
    {
        get
        {
            var node = Node;
            if (node is SimpleNameSyntax && node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            {
                node = access;
            }

            if (node.Parent is InvocationExpressionSyntax call && call.Expression == node)
            {
                node = call;
            }

            return node as ExpressionSyntax;
        }
    }

    /// <summary>The call; null if it is none.</summary>
    public InvocationExpressionSyntax? Call => Whole as InvocationExpressionSyntax;

    /// <summary>What a member is called on; null if it is called on nothing, or on a type.</summary>
    public ExpressionSyntax? Receiver =>
        (Call?.Expression ?? Whole) is MemberAccessExpressionSyntax access ? access.Expression : null;

    /// <summary>The method that is called or the constructor; null if it is none.</summary>
    public IMethodSymbol? Method => Whole is { } whole ? Model.GetSymbolInfo(whole).Symbol as IMethodSymbol : null;

    /// <summary>Whether <c>await</c> is allowed at the place.</summary>
    public bool CanAwait => Node.Ancestors().FirstOrDefault(each => each
        is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax
        or LockStatementSyntax or AccessorDeclarationSyntax or ConstructorDeclarationSyntax) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword != default,
        LocalFunctionStatementSyntax local => local.Modifiers.Any(IsAsync),
        MethodDeclarationSyntax method => method.Modifiers.Any(IsAsync),
        _ => false,
    };

    /// <summary>The root with one node instead of another.</summary>
    public SyntaxNode With(SyntaxNode old, SyntaxNode replacement) =>
        Root.ReplaceNode(old, replacement.WithTriviaFrom(old));

    private static bool IsAsync(SyntaxToken token) => token.Text == "async";
}
