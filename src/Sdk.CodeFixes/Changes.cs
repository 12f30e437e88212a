using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Cairn.Sdk.CodeFixes;

/// <summary>Changes of code. Each returns null where it does not fit.</summary>
internal static class Changes
{
    /// <summary>An expression that begins with the class <c>Workflow</c>, as short as the file allows.</summary>
    public static ExpressionSyntax Expression(string text) => Short($"global::Cairn.Workflows.{text}");

    public static SyntaxNode? Rename(Use use, string method) =>
        use.Call is { } call ? use.With(call, call.WithExpression(Expression(method))) : null;

    public static SyntaxNode? RenameAndAwait(Use use, string method) => use is { Call: { } call, CanAwait: true }
        ? use.With(call, Await(call.WithExpression(Expression(method))))
        : null;

    public static SyntaxNode? Named(Use use, string name) =>
        (use.Call?.Expression ?? use.Whole) is MemberAccessExpressionSyntax access
            ? use.With(access, access.WithName(IdentifierName(name)))
            : null;

    /// <summary>Removes the last call of a chain.</summary>
    public static SyntaxNode? RemoveCall(Use use) =>
        use is { Call: { } call, Receiver: { } receiver } ? use.With(call, receiver) : null;

    public static SyntaxNode? AwaitReceiver(Use use) =>
        use is { Whole: { } whole, Receiver: { } receiver, CanAwait: true }
            ? use.With(whole, AwaitWithin(whole, receiver))
            : null;

    /// <summary>Awaits the task of <c>task.GetAwaiter().GetResult()</c>.</summary>
    public static SyntaxNode? AwaitInner(Use use) =>
        use is { Whole: { } whole, CanAwait: true }
        && use.Receiver is InvocationExpressionSyntax
            { Expression: MemberAccessExpressionSyntax { Expression: { } task } }
            ? use.With(whole, AwaitWithin(whole, task))
            : null;

    public static SyntaxNode? AwaitWhole(Use use) =>
        use is { Whole: { } whole, CanAwait: true } ? use.With(whole, Await(whole)) : null;

    /// <summary><c>Cancel</c> instead of an awaited <c>CancelAsync</c>.</summary>
    public static SyntaxNode? CancelNow(Use use) =>
        use.Call is { Expression: MemberAccessExpressionSyntax access, Parent: AwaitExpressionSyntax awaited }
        && awaited.Parent is ExpressionStatementSyntax
            ? use.With(awaited, InvocationExpression(access.WithName(IdentifierName("Cancel"))))
            : null;

    /// <summary>Adds the workflow's time after the time span, if there is such an overload.</summary>
    public static SyntaxNode? AddTimeProvider(Use use)
    {
        var arguments = ArgumentsOf(use.Whole);
        var place = use.Method?.Parameters.TakeWhile(each => each.Type.Name != "TimeSpan").Count();
        return arguments is null || place is null || place >= use.Method!.Parameters.Length
            ? null
            : use.With(
                arguments,
                arguments.WithArguments(
                    arguments.Arguments.Insert(place.Value + 1, Argument(Expression("Workflow.TimeProvider")))));
    }

    public static SyntaxNode? AddInvariantCulture(Use use) => ArgumentsOf(use.Whole) is { Arguments.Count: 1 } list
        ? use.With(
            list,
            list.AddArguments(Argument(Short("global::System.Globalization.CultureInfo.InvariantCulture"))))
        : null;

    /// <summary>The statements of a lock without it.</summary>
    public static SyntaxNode? Unlock(Use use)
    {
        if (use.Node.FirstAncestorOrSelf<LockStatementSyntax>() is not { } statement)
        {
            return null;
        }

        var inner = statement.Statement is BlockSyntax block ? block.Statements : [statement.Statement];
        if (statement.Parent is not BlockSyntax || inner.Count == 0 || inner.Any(Declares))
        {
            return use.With(statement, statement.Statement.WithAdditionalAnnotations(Formatter.Annotation));
        }

        var first = inner[0].WithLeadingTrivia(statement.GetLeadingTrivia());
        return use.Root.ReplaceNode(
            statement,
            inner.Replace(inner[0], first).Select(each => each.WithAdditionalAnnotations(Formatter.Annotation)));
    }

    public static SyntaxNode? ReturnTask(Use use)
    {
        var task = ParseTypeName("global::System.Threading.Tasks.Task")
            .WithAdditionalAnnotations(Simplifier.Annotation);
        return use.Node switch
        {
            MethodDeclarationSyntax method => use.With(method.ReturnType, task),
            LocalFunctionStatementSyntax local => use.With(local.ReturnType, task),
            _ => null,
        };
    }

    /// <summary>Sorts the source of a loop: a dictionary by its keys.</summary>
    public static SyntaxNode? Sort(Use use)
    {
        if (use.Node is not ExpressionSyntax source
            || use.Model.GetTypeInfo(source).Type is not INamedTypeSymbol { TypeArguments.Length: > 0 } type)
        {
            return null;
        }

        var sort = type.TypeArguments.Length == 2 ? "OrderBy(each => each.Key)" : "Order()";
        return use.With(source, ParseExpression($"{source.WithoutTrivia()}.{sort}"));
    }

    /// <summary>Takes <c>static</c> away from a private field of the same class.</summary>
    public static SyntaxNode? MakeInstance(Use use)
    {
        var field = use.Whole is { } whole ? use.Model.GetSymbolInfo(whole).Symbol as IFieldSymbol : null;
        return field is { DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences: [var declared] }
            && declared.SyntaxTree == use.Root.SyntaxTree
            && use.Root.FindNode(declared.Span).FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } declaration
            && use.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() == declaration.Parent
            && use.Whole is IdentifierNameSyntax
                ? use.Root.ReplaceNode(
                    declaration,
                    declaration.WithModifiers(
                        [.. declaration.Modifiers.Where(each => !each.IsKind(SyntaxKind.StaticKeyword))]))
                : null;
    }

    /// <summary>Puts an awaited call into a step of the workflow.</summary>
    public static SyntaxNode? RunAsStep(Use use)
    {
        if (use is not { Call: { Parent: AwaitExpressionSyntax } call, Method: { } method }
            || method.ReturnType.Name != "Task")
        {
            return null;
        }

        var name = method.Name.EndsWith("Async", StringComparison.Ordinal)
            ? method.Name.Substring(0, method.Name.Length - 5)
            : method.Name;
        var step = ParseExpression($"_ => {call.WithoutTrivia()}");
        return use.With(call, InvocationExpression(
            Expression("Workflow.RunStepAsync"),
            ArgumentList(SeparatedList(new[]
            {
                Argument(LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(name))),
                Argument(step),
            }))).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>Writes what is printed to the workflow's log.</summary>
    public static SyntaxNode? Log(Use use)
    {
        if (use.Call is not { ArgumentList.Arguments: [{ Expression: { } text }] } call)
        {
            return null;
        }

        var given = text is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression)
            && !literal.Token.ValueText.Contains('{')
            ? $"{text}"
            : $"\"{{Text}}\", {text.WithoutTrivia()}";
        var logger = use.Model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.ILogger");
        return logger is null ? null : use.With(call, use.Model
            .LookupSymbols(call.SpanStart, logger, "LogInformation", includeReducedExtensionMethods: true).IsEmpty
            ? Short("global::Microsoft.Extensions.Logging.LoggerExtensions.LogInformation("
                + $"global::Cairn.Workflows.Workflow.Logger, {given})")
            : Short($"global::Cairn.Workflows.Workflow.Logger.LogInformation({given})"));
    }

    /// <summary>A hash of a string that does not differ between processes.</summary>
    public static SyntaxNode? HashText(Use use)
    {
        if (use is not { Call: { } call, Receiver: { } text }
            || use.Model.GetTypeInfo(text).Type?.SpecialType != SpecialType.System_String)
        {
            return null;
        }

        var bytes = $"global::System.Text.Encoding.UTF8.GetBytes({text.WithoutTrivia()})";
        return use.With(call, Short(
            use.Model.Compilation.GetTypeByMetadataName("System.IO.Hashing.XxHash3") is null
                ? "global::System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian("
                    + $"global::System.Security.Cryptography.SHA256.HashData({bytes}))"
                : $"unchecked((int)global::System.IO.Hashing.XxHash3.HashToUInt64({bytes}))"));
    }

    // Its names would be those of the method then.
    private static bool Declares(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax;

    /// <summary>An expression whose full names are written as short as the file allows.</summary>
    public static ExpressionSyntax Short(string text)
    {
        var expression = ParseExpression(text);
        return expression.ReplaceNodes(
            expression.DescendantNodesAndSelf().Where(each => each is MemberAccessExpressionSyntax),
            (_, each) => each.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    private static ArgumentListSyntax? ArgumentsOf(ExpressionSyntax? expression) => expression switch
    {
        InvocationExpressionSyntax call => call.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        _ => null,
    };

    private static AwaitExpressionSyntax Await(ExpressionSyntax task) =>
        AwaitExpression(task.WithoutTrivia()).WithAdditionalAnnotations(Formatter.Annotation);

    // An await that a member follows needs parentheses.
    private static ExpressionSyntax AwaitWithin(ExpressionSyntax whole, ExpressionSyntax task) =>
        whole.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or ConditionalAccessExpressionSyntax
            ? ParenthesizedExpression(Await(task))
            : Await(task);
}
