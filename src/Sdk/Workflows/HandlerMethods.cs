using System.Reflection;
using Cairn.Common;
using Cairn.Converters;

namespace Cairn.Workflows;

/// <summary>The rules that all methods of a workflow have in common.</summary>
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

    /// <summary>The attribute of a method or property that a lambda calls.</summary>
    /// <exception cref="ArgumentException">The member does not have the attribute.</exception>
    public static T AttributeOf<T>(MemberInfo member)
        where T : Attribute =>
        member.GetCustomAttribute<T>(inherit: false) ?? throw new ArgumentException(
            $"{MemberNames.Of(member)} missing {typeof(T).Name[..^nameof(Attribute).Length]} attribute",
            nameof(member));

    /// <summary>Checks that a dynamic handler takes the name and the raw arguments.</summary>
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
