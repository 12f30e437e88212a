using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Which part of the source a diagnostic underlines.</summary>
internal static class Places
{
    /// <summary>The name of the member, with its type if it is static; all of anything else.</summary>
    public static Location Of(IOperation operation) => operation switch
    {
        IInvocationOperation { Syntax: InvocationExpressionSyntax call } invocation => Of(call, invocation),
        IMemberReferenceOperation { Instance: not null, Syntax: MemberAccessExpressionSyntax access } =>
            access.Name.GetLocation(),
        IForEachLoopOperation loop => loop.Collection.Syntax.GetLocation(),
        _ => operation.Syntax.GetLocation(),
    };

    private static Location Of(InvocationExpressionSyntax call, IInvocationOperation invocation) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax access when invocation.Instance is not null
                || invocation.TargetMethod.IsExtensionMethod => access.Name.GetLocation(),
            MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
            var expression => expression.GetLocation(),
        };
}
