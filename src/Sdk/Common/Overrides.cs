using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;

namespace Cairn.Common;

/// <summary>Finds the method that a method overrides or implements, and its overrides.</summary>
[RequiresUnreferencedCode(MemberReflection.Needed)]
internal static class Overrides
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<(MethodInfo, Type), MethodInfo> InTypes = new();

    /// <summary>
    /// The method that runs when the given one is called on a type. A lambda names the method of the base class, whose
    /// attributes may differ from those of the override.
    /// </summary>
    public static MethodInfo In(Type type, MethodInfo method) =>
        !method.IsVirtual || type.IsInterface || method.DeclaringType == type || method.DeclaringType!.IsInterface
            ? method
            : InTypes.GetOrAdd((method, type), static key => Find(key.Item2, key.Item1));

    /// <summary>
    /// The property that is read when the given one is read on a type, as <see cref="In(Type, MethodInfo)"/>.
    /// </summary>
    public static PropertyInfo In(Type type, PropertyInfo property) =>
        property.GetMethod is { } getter && In(type, getter) is var found && found != getter
            ? found.DeclaringType!.GetProperty(property.Name, Any) ?? property
            : property;

    /// <summary>Rejects an override or implementation without an attribute that the original has.</summary>
    /// <param name="type">The type whose methods are searched.</param>
    /// <param name="method">The method.</param>
    /// <param name="attribute">The attribute.</param>
    /// <exception cref="ArgumentException">The original has the attribute and the method does not.</exception>
    public static void RequireRepeated(Type type, MethodInfo method, Type attribute)
    {
        if (method.IsDefined(attribute, inherit: false))
        {
            return;
        }

        if (OriginalsOf(type, method).FirstOrDefault(m => m.IsDefined(attribute, inherit: false)) is { } original)
        {
            throw NotRepeated(original, method, attribute);
        }
    }

    /// <summary>Rejects an override of a property without an attribute that the original has.</summary>
    /// <param name="type">The type whose properties are searched.</param>
    /// <param name="property">The property.</param>
    /// <param name="attribute">The attribute.</param>
    /// <exception cref="ArgumentException">The original has the attribute and the property does not.</exception>
    public static void RequireRepeated(Type type, PropertyInfo property, Type attribute)
    {
        if (property.GetMethod is not { } getter || property.IsDefined(attribute, inherit: false))
        {
            return;
        }

        var original = OriginalsOf(type, getter)
            .Select(m => m.DeclaringType!.GetProperty(property.Name, Any))
            .FirstOrDefault(p => p is not null && p.IsDefined(attribute, inherit: false));
        if (original is not null)
        {
            throw NotRepeated(original, property, attribute);
        }
    }

    private static ArgumentException NotRepeated(MemberInfo original, MemberInfo member, Type attribute) => new(
        $"{attribute.Name[..^nameof(Attribute).Length]} is on {MemberNames.Of(original)} but not on "
        + $"{MemberNames.Of(member)}, which takes its place: repeat the attribute there");

    private static MethodInfo Find(Type type, MethodInfo method)
    {
        var definition = method.GetBaseDefinition();
        return Array.Find(type.GetMethods(Any), m => m.IsVirtual && m.GetBaseDefinition() == definition) ?? method;
    }

    /// <summary>The methods of base classes and interfaces that a method of the type overrides or implements.</summary>
    public static IEnumerable<MethodInfo> OriginalsOf(Type type, MethodInfo method)
    {
        if (!method.IsVirtual || type.IsInterface)
        {
            yield break;
        }

        var definition = method.GetBaseDefinition();
        for (var super = method.DeclaringType!.BaseType; super is not null; super = super.BaseType)
        {
            foreach (var one in super.GetMethods(Any | BindingFlags.DeclaredOnly))
            {
                if (one.IsVirtual && one.GetBaseDefinition() == definition)
                {
                    yield return one;
                }
            }
        }

        foreach (var contract in type.GetInterfaces())
        {
            var map = type.GetInterfaceMap(contract);
            for (var place = 0; place < map.TargetMethods.Length; place++)
            {
                if (map.TargetMethods[place] is { } target && target.MethodHandle == method.MethodHandle)
                {
                    yield return map.InterfaceMethods[place];
                }
            }
        }
    }
}
