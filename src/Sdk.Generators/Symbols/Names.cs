using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>The names of the SDK's types, and its rules for names on the wire.</summary>
internal static class Names
{
    public const string Workflow = "Cairn.Workflows.WorkflowAttribute";
    public const string Run = "Cairn.Workflows.WorkflowRunAttribute";
    public const string Init = "Cairn.Workflows.WorkflowInitAttribute";
    public const string Signal = "Cairn.Workflows.WorkflowSignalAttribute";
    public const string Query = "Cairn.Workflows.WorkflowQueryAttribute";
    public const string Update = "Cairn.Workflows.WorkflowUpdateAttribute";
    public const string Validator = "Cairn.Workflows.WorkflowUpdateValidatorAttribute";
    public const string DynamicOptions = "Cairn.Workflows.WorkflowDynamicOptionsAttribute";
    public const string Activity = "Cairn.Activities.ActivityAttribute";
    public const string ActivityDefaults = "Cairn.Activities.ActivityDefaultsAttribute";
    public const string Contract = "Cairn.Activities.ActivityContractAttribute";
    public const string Channel = "Cairn.Workflows.SignalChannel<T>";
    public const string Options = "Cairn.Workflows.WorkflowDefinitionOptions";
    public const string HostedWorker = "Cairn.Extensions.Hosting.ICairnWorkerServiceOptionsBuilder";
    public const string RawValue = "Cairn.Converters.IRawValue";

    private const string Suffix = "Async";

    private static readonly string[] Reserved = ["__temporal"];
    private static readonly string[] ReservedForHandlers = ["__temporal", "__stack_trace", "__enhanced_stack_trace"];

    private static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The name without the suffix Async.</summary>
    public static string WithoutAsync(string name) =>
        name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - Suffix.Length)
            : name;

    /// <summary>Whether a workflow or an activity cannot have the name.</summary>
    public static bool IsReserved(string? name) => HasPrefix(name, Reserved);

    /// <summary>Whether a handler cannot have the name.</summary>
    public static bool IsReservedForHandlers(string? name) => HasPrefix(name, ReservedForHandlers);

    /// <summary>The attribute of a symbol; null if it does not have it.</summary>
    public static AttributeData? AttributeOf(ISymbol symbol, string attribute) => symbol.GetAttributes()
        .FirstOrDefault(each => each.AttributeClass is { } type && type.ToDisplayString() == attribute);

    /// <summary>The name that an attribute gives; null if it gives none.</summary>
    public static string? NameOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }] ? name : null;

    /// <summary>The value of a property of an attribute; the default if it is not set.</summary>
    public static T? Setting<T>(AttributeData attribute, string property) =>
        attribute.NamedArguments.FirstOrDefault(each => each.Key == property).Value.Value is T value ? value : default;

    /// <summary>A type in a declaration, with its annotations.</summary>
    public static string Declared(ITypeSymbol type) => type.ToDisplayString(Annotated);

    /// <summary>A type in a cast or a typeof.</summary>
    public static string Plain(ITypeSymbol type) => type.TypeKind == TypeKind.Dynamic
        ? "object"
        : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>A type as <see cref="Type.ToString"/> writes it.</summary>
    public static string Metadata(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{Metadata(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? $"{space.ToDisplayString().Replace("@", "")}.{type.MetadataName}"
            : type.MetadataName;

    /// <summary>Whether the type has the full name.</summary>
    public static bool Is(ITypeSymbol type, string name) => type.OriginalDefinition.ToDisplayString() == name;

    private static bool HasPrefix(string? name, string[] prefixes) =>
        name is not null && prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
