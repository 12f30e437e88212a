using Cairn.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Reads a method or a property with an attribute of the SDK.</summary>
internal static class MemberReader
{
    /// <summary>Reads a method; null if the SDK refuses it in any type, or no call can be written.</summary>
    public static MemberModel? Method(IMethodSymbol method, MemberKind kind, AttributeData attribute)
    {
        var token = kind == MemberKind.Activity && method.Parameters.LastOrDefault() is { } last && IsToken(last.Type)
            ? last
            : null;
        var sent = token is null ? method.Parameters : method.Parameters.RemoveAt(method.Parameters.Length - 1);
        var (isTask, result) = ResultOf(method.ReturnType);
        if (method.IsGenericMethod
            || method.Parameters.Any(each => each.RefKind != RefKind.None || !CanBeSent(each.Type))
            || method.ReturnsByRef || method.ReturnsByRefReadonly
            || (result is not null && !CanBeSent(result))
            || Fails(method, kind, isTask, result, attribute))
        {
            return null;
        }

        var trimmed = kind switch
        {
            MemberKind.Query => method.Name,
            MemberKind.Activity when !isTask => method.Name,
            _ => Names.WithoutAsync(method.Name),
        };
        return New(method, kind, attribute, trimmed) with
        {
            IsTask = isTask,
            Result = result is null ? null : Names.Declared(result),
            PlainResult = result is null ? null : Names.Plain(result),
            Parameters = Parameters(sent),
            TakesToken = token is not null,
            TokenIsOptional = token?.HasExplicitDefaultValue ?? false,
        };
    }

    /// <summary>Reads a property that answers a query or keeps signals; null if the SDK refuses it.</summary>
    public static MemberModel? Property(IPropertySymbol property, MemberKind kind, AttributeData attribute)
    {
        var isChannel = kind == MemberKind.Channel;
        var item = isChannel && Names.Is(property.Type, Names.Channel)
            ? ((INamedTypeSymbol)property.Type).TypeArguments[0]
            : null;
        var isWrong = property.IsStatic || property.IsIndexer || property.GetMethod is null
            || Names.Setting<bool>(attribute, "Dynamic") || Names.Setting<bool>(attribute, "Exclusive")
            || !IsVisible(property.GetMethod)
            || (isChannel ? item is null : IsTask(property.Type) || !CanBeSent(property.Type));
        return isWrong ? null : New(property, kind, attribute, property.Name) with
        {
            Result = isChannel ? null : Names.Declared(property.Type),
            PlainResult = isChannel ? null : Names.Plain(property.Type),
            Parameters = item is null
                ? new([])
                : new([new("item", Names.Declared(item), Names.Plain(item), null, false)]),
        };
    }

    /// <summary>The parameters of a method or a constructor.</summary>
    public static ValueList<ParameterModel> Parameters(IReadOnlyList<IParameterSymbol> parameters) => new(
    [
        .. parameters.Select(each => new ParameterModel(
            each.Name,
            Names.Declared(Forgiving(each)),
            Names.Plain(each.Type),
            Literals.DefaultOf(each),
            each.IsParams)),
    ]);

    /// <summary>Whether code of the same assembly can name the type or member.</summary>
    public static bool IsVisible(ISymbol symbol)
    {
        for (var each = symbol; each is not null and not INamespaceSymbol; each = each.ContainingSymbol)
        {
            var isVisible = each.DeclaredAccessibility
                is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
            if (!isVisible || each is INamedTypeSymbol { IsFileLocal: true })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether other assemblies can name it.</summary>
    public static bool IsPublic(ISymbol symbol)
    {
        for (var each = symbol; each is not null and not INamespaceSymbol; each = each.ContainingSymbol)
        {
            if (each.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    private static MemberModel New(ISymbol member, MemberKind kind, AttributeData attribute, string trimmed) => new()
    {
        Kind = kind,
        Member = member.Name,
        Call = trimmed,
        Wire = Names.Setting<bool>(attribute, "Dynamic") ? null
            : kind == MemberKind.Run ? string.Empty
            : Names.NameOf(attribute) ?? trimmed,
        Type = Names.Plain(member.ContainingType),
        Owner = $"{Names.Metadata(member.ContainingType)}.{member.Name}",
        Documentation = member.GetDocumentationCommentId() ?? string.Empty,
        IsStatic = member.IsStatic,
        IsAccessible = IsVisible(member),
        IsPublic = IsPublic(member),
        Parameters = new([]),
        Description = Names.Setting<string>(attribute, "Description"),
        UnfinishedPolicy = Names.Setting<int>(attribute, "UnfinishedPolicy"),
        IsExclusive = Names.Setting<bool>(attribute, "Exclusive"),
        IsObsolete = member.GetAttributes()
            .Any(each => each.AttributeClass?.ToDisplayString() == "System.ObsoleteAttribute"),
    };

    // The rules of the SDK for the shape of a member: it says what is wrong when the type is registered.
    private static bool Fails(
        IMethodSymbol method, MemberKind kind, bool isTask, ITypeSymbol? result, AttributeData attribute)
    {
        var isHandler = kind != MemberKind.Activity;
        return (isHandler && method.IsStatic)
            || kind switch
            {
                MemberKind.Run or MemberKind.Update => !isTask,
                MemberKind.Signal => !isTask || result is not null,
                MemberKind.Query => result is null || isTask,
                _ => IsValueTask(method.ReturnType) || (method.ReturnsVoid && method.IsAsync)
                    || (Names.Setting<bool>(attribute, "Dynamic") && Names.NameOf(attribute) is not null),
            }
            || (!isTask && IsTask(method.ReturnType));
    }

    private static (bool IsTask, ITypeSymbol? Result) ResultOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => (false, null),
        INamedTypeSymbol { IsGenericType: false } task when Names.Is(task, "System.Threading.Tasks.Task") =>
            (true, null),
        INamedTypeSymbol { IsGenericType: true } task when Names.Is(task, "System.Threading.Tasks.Task<TResult>") =>
            (true, task.TypeArguments[0]),
        _ => (false, type),
    };

    // A type that derives from Task as well.
    private static bool IsTask(ITypeSymbol type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (Names.Is(each, "System.Threading.Tasks.Task"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsValueTask(ITypeSymbol type) =>
        Names.Is(type, "System.Threading.Tasks.ValueTask")
        || Names.Is(type, "System.Threading.Tasks.ValueTask<TResult>");

    private static bool IsToken(ITypeSymbol type) => Names.Is(type, "System.Threading.CancellationToken");

    private static bool CanBeSent(ITypeSymbol type) =>
        type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error) && !type.IsRefLikeType;

    // Null is no error for a parameter of code that has no annotations.
    private static ITypeSymbol Forgiving(IParameterSymbol parameter) =>
        parameter.Type.IsReferenceType && parameter.NullableAnnotation == NullableAnnotation.None
            ? parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated)
            : parameter.Type;
}
