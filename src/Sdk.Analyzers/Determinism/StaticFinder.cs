using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Static fields and properties that change, and static objects that are not the workflow's.</summary>
internal sealed class StaticFinder(Compilation compilation) : IFinder
{
    private const string Instead = "a field of the workflow, or an input";
    private const string ReadOnly = "a readonly field if it never changes, a field of the workflow, or an input";

    private static readonly HashSet<string> Changes =
    [
        "Add", "AddRange", "AddFirst", "AddLast", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveFirst",
        "RemoveLast", "Clear", "Insert", "InsertRange", "Enqueue", "Dequeue", "Push", "Pop", "TryAdd", "TryRemove",
        "TryUpdate", "TryDequeue", "TryPop", "GetOrAdd", "AddOrUpdate", "UnionWith", "ExceptWith", "IntersectWith",
        "Sort", "Reverse", "TryTake",
    ];

    private readonly INamedTypeSymbol? random = compilation.GetTypeByMetadataName("System.Random");
    private readonly INamedTypeSymbol? timeProvider = compilation.GetTypeByMetadataName("System.TimeProvider");
    private readonly INamedTypeSymbol? threadStatic =
        compilation.GetTypeByMetadataName("System.ThreadStaticAttribute");

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code)
    {
        var finding = operation switch
        {
            IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } =>
                OfField(operation, field, field),
            IPropertyReferenceOperation { Property: { IsStatic: true } property } when FieldOf(property) is { } field =>
                OfField(operation, property, field),
            IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event.IsStatic: true } source } =>
                New(source.Event, source, Instead, Error),
            _ => null,
        };
        return finding is null ? [] : [finding];
    }

    private Finding? OfField(IOperation reference, ISymbol member, IFieldSymbol field)
    {
        if (field.ContainingType.TypeKind == TypeKind.Enum)
        {
            return null;
        }

        if (Symbols.Has(field, threadStatic))
        {
            return new(
                ThreadRules.ThreadBound, Naming.Of(member), "a field of the workflow", Places.Of(reference))
                { Severity = Error };
        }

        if (Symbols.IsOrDerives(field.Type, random))
        {
            return new(TimeRules.Random, Naming.Of(member), "Workflow.Random", Places.Of(reference));
        }

        if (Symbols.IsOrDerives(field.Type, timeProvider))
        {
            return new(TimeRules.SystemTimeProvider, Naming.Of(member), "Workflow.TimeProvider", Places.Of(reference));
        }

        return IsWritten(reference) ? New(member, reference, Instead, Error)
            : field.IsReadOnly ? null
            : New(member, reference, ReadOnly, Warning);
    }

    private static Finding New(ISymbol member, IOperation reference, string instead, DiagnosticSeverity severity) =>
        new(StateRules.Static, Naming.Of(member), instead, Places.Of(reference))
            { Severity = severity, Fix = "static" };

    // Only of a property that is a field in truth: the code of others is followed.
    private IFieldSymbol? FieldOf(IPropertySymbol property) =>
        SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, compilation.Assembly)
            ? property.ContainingType.OriginalDefinition.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(each =>
                SymbolEqualityComparer.Default.Equals(each.AssociatedSymbol, property.OriginalDefinition))
            : null;

    // The field itself, a member of its object, an element, or a call that changes the collection.
    private static bool IsWritten(IOperation reference)
    {
        for (var each = reference; each.Parent is { } parent; each = parent)
        {
            switch (parent)
            {
                case IAssignmentOperation assignment when assignment.Target == each:
                case IIncrementOrDecrementOperation:
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                    return true;
                case IMemberReferenceOperation member when member.Instance == each:
                case IArrayElementReferenceOperation element when element.ArrayReference == each:
                case IConversionOperation:
                    continue;
                case IInvocationOperation call when call.Instance == each:
                    return Changes.Contains(call.TargetMethod.Name)
                        && call.TargetMethod.ContainingNamespace.ToDisplayString()
                            .StartsWith("System.Collections", StringComparison.Ordinal)
                        && !IsImmutable(call.TargetMethod.ContainingType);
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool IsImmutable(INamedTypeSymbol type) =>
        type.ContainingNamespace.Name is "Immutable" or "Frozen"
        && !type.Name.EndsWith("Builder", StringComparison.Ordinal);
}
