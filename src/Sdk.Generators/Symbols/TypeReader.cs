using Cairn.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Reads a type that has workflow or activity attributes.</summary>
internal static class TypeReader
{
    private static readonly HashSet<string> OfObject =
    [
        nameof(Equals), nameof(GetHashCode), nameof(GetType), nameof(MemberwiseClone), nameof(ReferenceEquals),
        nameof(ToString), "Finalize",
    ];

    private static readonly (string Attribute, MemberKind OfMethod, MemberKind? OfProperty)[] Handlers =
    [
        (Names.Run, MemberKind.Run, null),
        (Names.Signal, MemberKind.Signal, MemberKind.Channel),
        (Names.Query, MemberKind.Query, MemberKind.QueryProperty),
        (Names.Update, MemberKind.Update, null),
    ];

    /// <summary>Reads a class or an interface with the workflow attribute; null if no code can name it.</summary>
    public static TypeModel? Workflow(INamedTypeSymbol type)
    {
        if (!CanBeNamed(type))
        {
            return null;
        }

        var attribute = Names.AttributeOf(type, Names.Workflow)!;
        var isDynamic = Names.Setting<bool>(attribute, "Dynamic");
        var name = isDynamic ? null : Names.NameOf(attribute) ?? NameOf(type);
        var handlers = HandlersOf(type).ToList();
        List<MemberModel> calls =
        [
            .. handlers.Where(each => each.Kind != MemberKind.Run || name is not null)
                .Select(each => each.Kind == MemberKind.Run ? each with { Wire = name } : each),
            .. ActivityReader.DeclaredIn(type),
        ];
        return New(type, calls) with
        {
            Workflow = WorkflowReader.Read(type, attribute, name, handlers),
            Activities = ActivityReader.Read(type),
        };
    }

    /// <summary>
    /// Reads a type with activities, once for all of them: null for every other method than the first, and if no code
    /// can name the type.
    /// </summary>
    public static TypeModel? Activities(IMethodSymbol method)
    {
        method = method.PartialDefinitionPart ?? method;
        var type = method.ContainingType;
        var first = type.GetMembers().OfType<IMethodSymbol>().First(ActivityReader.IsActivity);
        if (!SymbolEqualityComparer.Default.Equals(first, method) || !CanBeNamed(type)
            || Names.AttributeOf(type, Names.Workflow) is not null)
        {
            return null;
        }

        var model = New(type, [.. ActivityReader.DeclaredIn(type)]);
        var (stub, wrong) = StubReader.Read(type);
        return model with
        {
            Activities = ActivityReader.Read(type),
            Stub = stub,
            WrongInStub = wrong,
            Location = model.Location ?? (wrong is null ? null : LocationModel.Of(type.Locations.FirstOrDefault())),
        };
    }

    private static IEnumerable<MemberModel> HandlersOf(INamedTypeSymbol type)
    {
        foreach (var member in WorkflowReader.MembersOf(type))
        {
            foreach (var (attribute, ofMethod, ofProperty) in Handlers)
            {
                if (Names.AttributeOf(member, attribute) is { } data
                    && (member switch
                    {
                        IMethodSymbol method => MemberReader.Method(method, ofMethod, data),
                        IPropertySymbol property when ofProperty is { } kind =>
                            MemberReader.Property(property, kind, data),
                        _ => null,
                    }) is { } model)
                {
                    yield return model;
                }
            }
        }
    }

    private static TypeModel New(INamedTypeSymbol type, IReadOnlyList<MemberModel> members)
    {
        var (wanted, name) = CallsNames.Of(type);
        return new()
        {
            MetadataName = Names.Metadata(type),
            Type = Names.Plain(type),
            Namespace = type.ContainingNamespace.IsGlobalNamespace
                ? null
                : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat
                    .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            Documentation = type.GetDocumentationCommentId() ?? string.Empty,
            Calls = name,
            WantedCalls = wanted,
            IsPublic = MemberReader.IsPublic(type),
            IsStruct = type.IsValueType,
            Members = new(WithOwnNames(members, name)),
            Location = name == wanted ? null : LocationModel.Of(type.Locations.FirstOrDefault()),
        };
    }

    // Calls are overloads of each other if they differ in their parameters, as their methods are.
    private static MemberModel[] WithOwnNames(IReadOnlyList<MemberModel> members, string className)
    {
        var given = new List<MemberModel>();
        foreach (var member in members.Where(each => each.IsCall))
        {
            var one = member;
            if (IsTaken(one))
            {
                one = one with { Call = one.Member };
            }

            while (IsTaken(one))
            {
                one = one with { Call = $"{one.Call}_" };
            }

            given.Add(one);
        }

        return [.. given];

        bool IsTaken(MemberModel one) => one.Call == className || OfObject.Contains(one.Call)
            || given.Any(other => other.Call == one.Call && !AreOverloads(other, one));
    }

    private static bool AreOverloads(MemberModel one, MemberModel other) =>
        one.Kind != MemberKind.QueryProperty && other.Kind != MemberKind.QueryProperty
        && !one.Parameters.Select(each => each.PlainType)
            .SequenceEqual(other.Parameters.Select(each => each.PlainType));

    private static string NameOf(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && type.Name.Length > 1 && type.Name[0] == 'I' && char.IsUpper(type.Name[1])
            ? type.Name.Substring(1)
            : type.Name;

    /// <summary>Whether generated code can name the type.</summary>
    public static bool CanBeNamed(INamedTypeSymbol type)
    {
        for (var each = type; each is not null; each = each.ContainingType)
        {
            if (each.IsGenericType)
            {
                return false;
            }
        }

        return MemberReader.IsVisible(type);
    }
}
