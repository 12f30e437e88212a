using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>
/// Compares two public APIs by name and signature, after the names of one are mapped to those of the other. Names of
/// parameters, their order and defaults count, and whether references may be null, but not whether a type parameter
/// may: reflection does not look where the compiler says it.
/// </summary>
internal static class ApiGap
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const string Absent = "absent", Different = "different";

    /// <summary>What ours lacks or has otherwise: a line each, with tabs between kind, type, theirs, ours.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Type> theirs, IReadOnlyList<Type> ours)
    {
        var byName = ours.GroupBy(type => type.FullName!).ToDictionary(group => group.Key, group => group.First());
        foreach (var their in theirs)
        {
            var name = Ours(their.FullName!);
            if (!byName.TryGetValue(name, out var our))
            {
                yield return $"{Absent}\t{name}\t{Shape(their)}\t";
                continue;
            }

            foreach (var line in Differences(their, our))
            {
                yield return $"{line.Kind}\t{name}\t{line.Theirs}\t{line.Ours}";
            }
        }
    }

    private static IEnumerable<(string Kind, string Theirs, string Ours)> Differences(Type their, Type our)
    {
        if (Ours(Shape(their)) != Shape(our))
        {
            yield return (Different, Ours(Shape(their)), Shape(our));
        }

        var known = Chain(our).SelectMany(Members).ToList();
        foreach (var (name, signature) in Members(their).Select(m => (Ours(m.Name), Ours(m.Signature))))
        {
            if (known.Any(member => member.Signature == signature))
            {
                continue;
            }

            var near = known.Where(member => member.Name == name).Select(member => member.Signature).Distinct();
            yield return near.Any()
                ? (Different, signature, string.Join(" | ", near.Order(StringComparer.Ordinal)))
                : (Absent, signature, string.Empty);
        }
    }

    private static string Ours(string name) => name
        .Replace("Temporalio", "Cairn", StringComparison.Ordinal)
        .Replace("Temporal", "Cairn", StringComparison.Ordinal);

    private static IEnumerable<Type> Chain(Type type)
    {
        for (var it = type; it is not null && it != typeof(object); it = it.BaseType)
        {
            yield return it;
        }

        foreach (var parent in type.GetInterfaces().Where(parent => parent.Namespace?.StartsWith("Cairn") == true))
        {
            yield return parent;
        }
    }

    private static string Shape(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = type.GetInterfaces()
            .Where(parent => type.BaseType?.IsAssignableTo(parent) != true)
            .Select(parent => Name(parent, null))
            .Where(parent => !parent.Contains("IEquatable", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Prepend(type is { IsClass: true, BaseType: { } parent } && parent != typeof(object)
                ? Name(parent, null)
                : string.Empty)
            .Where(parent => parent.Length > 0);
        return $"{kind} : {string.Join(", ", bases)}".TrimEnd(' ', ':');
    }

    private static IEnumerable<(string Name, string Signature)> Members(Type type)
    {
        var isStatic = type is { IsAbstract: true, IsSealed: true };
        foreach (var member in type.GetMembers(Declared).Where(IsOwn))
        {
            var signature = member switch
            {
                ConstructorInfo { IsStatic: false } made when IsVisible(made) && !isStatic && !IsCopy(made) =>
                    $"{Access(made)}new({Parameters(made)})",
                MethodInfo method when IsVisible(method) && (!method.IsSpecialName || IsOperator(method)) =>
                    $"{Access(method)}{Modifiers(method)}{method.Name}{Generics(method)}({Parameters(method)}) : "
                        + Name(method.ReturnType, Nullability(method.ReturnParameter)),
                PropertyInfo property when Accessors(property) is { Length: > 0 } accessors =>
                    $"{Required(property)}{property.Name} : {Name(property.PropertyType, Nullability(property))} "
                        + $"{{ {accessors}}}",
                FieldInfo field when (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) =>
                    type.IsEnum ? $"{field.Name} = {field.GetRawConstantValue()}"
                        : $"{field.Name} : {Name(field.FieldType, Nullability(field))}",
                EventInfo { AddMethod: { } add } happening when IsVisible(add) =>
                    $"event {happening.Name} : {Name(happening.EventHandlerType!, Nullability(happening))}",
                _ => null,
            };
            if (signature is not null)
            {
                yield return (member.Name, signature);
            }
        }
    }

    // What the compiler makes for records and enums says nothing.
    private static bool IsOwn(MemberInfo member) => !member.Name.Contains('<', StringComparison.Ordinal)
        && (member is ConstructorInfo || !member.Name.Contains('.', StringComparison.Ordinal))
        && member.Name is not ("PrintMembers" or "EqualityContract" or "Deconstruct" or "Equals" or "GetHashCode"
            or "ToString" or "op_Equality" or "op_Inequality" or "Finalize" or "value__");

    private static bool IsVisible(MethodBase? method) =>
        method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsCopy(ConstructorInfo made) =>
        made.GetParameters() is [var only] && only.ParameterType == made.DeclaringType;

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Modifiers(MethodInfo method) => method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? string.Empty
        : method is { IsVirtual: true, IsFinal: false } ? method.IsAbstract ? "abstract " : "virtual "
        : string.Empty;

    private static string Generics(MethodInfo method) => method.IsGenericMethodDefinition
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
        : string.Empty;

    // Where the caller's place is filled in by the compiler, callers see no difference.
    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters()
        .Where(parameter => !parameter.GetCustomAttributesData().Any(
            data => data.AttributeType.Namespace == "System.Runtime.CompilerServices"
                && data.AttributeType.Name.StartsWith("Caller", StringComparison.Ordinal)))
        .Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var first = parameter.Position == 0
            && parameter.Member.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : string.Empty;
        var many = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : string.Empty;
        var given = parameter.IsOptional ? $" = {parameter.RawDefaultValue ?? "default"}" : string.Empty;
        return $"{first}{many}{Name(parameter.ParameterType, Nullability(parameter))} {parameter.Name}{given}";
    }

    private static string Accessors(PropertyInfo property)
    {
        var get = IsVisible(property.GetMethod) ? $"{Access(property.GetMethod!)}get; " : string.Empty;
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
            .Any(modifier => modifier.Name == nameof(IsExternalInit)) == true;
        var set = IsVisible(property.SetMethod)
            ? $"{Access(property.SetMethod!)}{(isInit ? "init; " : "set; ")}"
            : string.Empty;
        return get + set;
    }

    private static string Required(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : string.Empty;

    private static NullabilityInfo Nullability(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter);

    private static NullabilityInfo Nullability(PropertyInfo property) => new NullabilityInfoContext().Create(property);

    private static NullabilityInfo Nullability(FieldInfo field) => new NullabilityInfoContext().Create(field);

    private static NullabilityInfo Nullability(EventInfo happening) => new NullabilityInfoContext().Create(happening);

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Name(value, null)}?";
        }

        var end = nullability is { ReadState: NullabilityState.Nullable }
            && type is { IsValueType: false, IsGenericParameter: false } ? "?" : string.Empty;
        if (type.IsByRef)
        {
            return $"ref {Name(type.GetElementType()!, nullability?.ElementType)}";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[]{end}";
        }

        var plain = type.Name.Split('`')[0];
        if (!type.IsGenericType)
        {
            return plain + end;
        }

        var inner = nullability?.GenericTypeArguments ?? [];
        var arguments = type.GetGenericArguments()
            .Select((argument, place) => Name(argument, place < inner.Length ? inner[place] : null));
        return $"{plain}<{string.Join(", ", arguments)}>{end}";
    }
}
