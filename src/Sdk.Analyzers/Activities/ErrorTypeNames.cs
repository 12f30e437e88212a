using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Finds error types that are named by the full names of their types.</summary>
internal sealed class ErrorTypeNames(WorkflowCode code)
{
    private readonly INamedTypeSymbol? exception = code.Compilation.GetTypeByMetadataName("System.Exception");

    /// <summary>Looks at the names that a retry policy does not retry.</summary>
    /// <param name="assignment">An assignment to a property.</param>
    public IEnumerable<Finding> Find(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property.Name: "NonRetryableErrorTypes" })
        {
            yield break;
        }

        foreach (var each in assignment.Value.Descendants())
        {
            if (each is IPropertyReferenceOperation
                {
                    Property.Name: "FullName" or "AssemblyQualifiedName", Instance: ITypeOfOperation type,
                })
            {
                yield return New(each.Syntax, type.TypeOperand.Name);
            }
            else if (each is ILiteralOperation { ConstantValue: { HasValue: true, Value: string name } }
                && TypeOf(name) is { } named)
            {
                yield return New(each.Syntax, named.Name);
            }
        }
    }

    /// <summary>Looks at the names in an attribute with the defaults of activities.</summary>
    public IEnumerable<Finding> Find(ISymbol member)
    {
        var attribute = DefaultsOfActivity.AttributeOf(member, code.Symbols);
        var names = attribute?.NamedArguments.FirstOrDefault(each => each.Key == "NonRetryable").Value;
        if (names is not { Kind: TypedConstantKind.Array, IsNull: false } array
            || attribute!.ApplicationSyntaxReference?.GetSyntax() is not { } syntax)
        {
            yield break;
        }

        foreach (var name in array.Values.Select(each => each.Value).OfType<string>())
        {
            if (TypeOf(name) is { } type)
            {
                var place = syntax.DescendantNodes().FirstOrDefault(each => each.ToString() == $"\"{name}\"");
                yield return New(place ?? syntax, type.Name);
            }
        }
    }

    private static Finding New(SyntaxNode place, string name) => new(
        ActivityRules.FullTypeName, place.ToString(), $"nameof({name})", place.GetLocation()) { Fix = name };

    // An error type of an application failure may have dots; only the names of exceptions are known to be wrong.
    private INamedTypeSymbol? TypeOf(string name) =>
        name.Contains(".") && code.Compilation.GetTypeByMetadataName(name) is { } type
            && Symbols.IsOrDerives(type, exception)
            ? type
            : null;
}
