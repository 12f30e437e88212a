using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>The values that members and locals have for good, because nothing sets them again.</summary>
internal static class InitialValues
{
    /// <summary>The value that a reference stands for; null if only the run time knows it.</summary>
    public static IOperation? Of(IOperation reference, WorkflowCode code) => reference switch
    {
        ILocalReferenceOperation local => OfLocal(local, code),
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => Of(field, code),
        IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false } property }
            when !property.IsVirtual && !property.IsAbstract && !property.IsOverride => Of(property, code),
        _ => null,
    };

    /// <summary>The value that a field or a property of this compilation has from its declaration.</summary>
    public static IOperation? Of(ISymbol member, WorkflowCode code)
    {
        if (member.DeclaringSyntaxReferences.IsEmpty || IsSetAgain(member))
        {
            return null;
        }

        var initialiser = (code.Of(member).Operations is [var first, ..] ? first : null) switch
        {
            IFieldInitializerOperation field => field.Value,
            IPropertyInitializerOperation property => property.Value,
            _ => null,
        };
        return initialiser is null && member is IPropertySymbol { GetMethod: { } getter }
            && code.Of(getter).Operations.OfType<IReturnOperation>().ToArray() is [var only]
            ? only.ReturnedValue
            : initialiser;
    }

    // The options and stubs of a workflow are written once; what is changed after that is not followed.
    private static IOperation? OfLocal(ILocalReferenceOperation reference, WorkflowCode code)
    {
        if (reference.Local.DeclaringSyntaxReferences is not [var declared]
            || reference.SemanticModel?.GetOperation(declared.GetSyntax()) is not IVariableDeclaratorOperation made)
        {
            return null;
        }

        IOperation root = made;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<ILocalReferenceOperation>().All(each =>
                !SymbolEqualityComparer.Default.Equals(each.Local, reference.Local) || IsRead(each, code))
            ? made.GetVariableInitializer()?.Value
            : null;
    }

    private static bool IsRead(IOperation reference, WorkflowCode code)
    {
        var user = reference.Parent;
        while (user is IConversionOperation)
        {
            user = user.Parent;
        }

        return user switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } =>
                Symbols.Same(call.TargetMethod.ContainingType, code.Symbols.Workflow),
            IInvocationOperation call => Symbols.Has(
                call.TargetMethod.ContainingType, code.Symbols.ActivityContractAttribute),
            _ => false,
        };
    }

    private static bool IsSetAgain(ISymbol member) => member.ContainingType.DeclaringSyntaxReferences
        .SelectMany(each => each.GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>())
        .Any(each => each.Left switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText == member.Name && !IsInInitialiser(each),
            MemberAccessExpressionSyntax access => NameOf(access.Expression) == member.Name
                || (access.Name.Identifier.ValueText == member.Name
                    && access.Expression is ThisExpressionSyntax or IdentifierNameSyntax),
            _ => false,
        });

    private static bool IsInInitialiser(AssignmentExpressionSyntax assignment) =>
        assignment.Parent is InitializerExpressionSyntax;

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
