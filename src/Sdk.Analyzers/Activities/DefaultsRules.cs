using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Values in an attribute with the defaults of activities that the SDK refuses at run time.</summary>
internal static class DefaultsRules
{
    private const string Time = "a time above zero such as \"00:00:30\" or \"1.12:00:00\"";

    private static readonly HashSet<string> Times =
        ["StartToClose", "ScheduleToClose", "ScheduleToStart", "Heartbeat", "InitialInterval", "MaxInterval"];

    /// <summary>Looks at the attribute of a method or a type, if it has one.</summary>
    public static IEnumerable<Finding> Find(ISymbol member, WorkflowCode code)
    {
        if (DefaultsOfActivity.AttributeOf(member, code.Symbols) is not { } attribute
            || attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
        {
            yield break;
        }

        foreach (var (name, value) in attribute.NamedArguments.Select(each => (each.Key, each.Value)))
        {
            var place = PlaceOf(syntax, name);
            if (Allowed(name, value) is { } allowed)
            {
                yield return new(ActivityRules.WrongDefault, $"{name} of ActivityDefaults", allowed, place);
            }
        }

        var (heartbeat, attempt) = (TimeOf(attribute, "Heartbeat"), TimeOf(attribute, "StartToClose"));
        if (heartbeat >= attempt)
        {
            yield return new(
                ActivityRules.Timeouts,
                "The heartbeat timeout never ends before its attempt",
                "make Heartbeat shorter than StartToClose",
                PlaceOf(syntax, "Heartbeat"));
        }
    }

    private static string? Allowed(string name, TypedConstant given) => (name, ValueOf(given)) switch
    {
        (_, null) => null,
        (_, ImmutableArray<TypedConstant> names) =>
            names.Any(each => IsBlank(each.Value)) ? "names of error types" : null,
        ("TaskQueue", string queue) => IsBlank(queue) ? "a name" : null,
        ("MaxAttempts", int attempts) => attempts < 0 ? "0 or more" : null,
        ("BackoffCoefficient", float factor) =>
            factor >= 1 && !float.IsInfinity(factor) ? null : "1 or more",
        (_, string text) when Times.Contains(name) && DefaultsOfActivity.ToTime(text) is null => Time,
        _ => null,
    };

    private static object? ValueOf(TypedConstant given) =>
        given.Kind != TypedConstantKind.Array ? given.Value : given.IsNull ? null : given.Values;

    private static bool IsBlank(object? value) => string.IsNullOrWhiteSpace(value as string);

    private static TimeSpan? TimeOf(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(each => each.Key == name).Value
            is { Kind: TypedConstantKind.Primitive, Value: string text }
            ? DefaultsOfActivity.ToTime(text)
            : null;

    private static Location PlaceOf(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments
            .FirstOrDefault(each => each.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation()
        ?? attribute.GetLocation();
}
