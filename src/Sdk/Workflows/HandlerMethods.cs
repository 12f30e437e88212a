using System.Reflection;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Workflows;

/// <summary>What all methods that workflows are made of have in common.</summary>
internal static class HandlerMethods
{
    private const string Suffix = "Async";

    public static string WithoutAsync(string name) =>
        name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;

    public static void CheckPublicInstance(MethodInfo method, string what)
    {
        var wrong = method switch
        {
            { IsPublic: false } => "must be public",
            { IsStatic: true } => "cannot be static",
            { ContainsGenericParameters: true } => "cannot be generic",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException($"{what} method {MemberNames.Of(method)} {wrong}", nameof(method));
        }
    }

    /// <summary>The attribute of a method or property that is called by a lambda.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static T AttributeOf<T>(MemberInfo member)
        where T : Attribute =>
        member.GetCustomAttribute<T>(inherit: false) ?? throw new ArgumentException(
            $"{MemberNames.Of(member)} missing {typeof(T).Name[..^nameof(Attribute).Length]} attribute",
            nameof(member));

    /// <summary>A handler of all names takes the name and the arguments as they came.</summary>
    public static void CheckDynamic(string? name, MethodInfo method, string what)
    {
        if (name is not null)
        {
            return;
        }

        var types = method.GetParameters().Select(p => p.ParameterType).ToArray();
        if (!(types is [var first, var second] && first == typeof(string) && second == typeof(IRawValue[])))
        {
            throw new ArgumentException(
                $"Dynamic {what} method {MemberNames.Of(method)} must take a string and IRawValue[]", nameof(method));
        }
    }
}
