using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Commands in the order of a collection that has none.</summary>
internal sealed class IterationFinder(Symbols symbols) : IFinder
{
    private const string Sort = "OrderBy, or a SortedDictionary or List";

    private static readonly HashSet<string> Unordered =
    [
        "ImmutableDictionary", "ImmutableHashSet", "IImmutableDictionary", "IImmutableSet", "Hashtable",
        "ConcurrentDictionary", "ConcurrentBag", "FrozenDictionary", "FrozenSet", "ConditionalWeakTable",
    ];

    private static readonly HashSet<string> Insertion = ["Dictionary", "HashSet"];

    private static readonly HashSet<string> Passing =
    [
        "Where", "Select", "SelectMany", "Skip", "Take", "SkipWhile", "TakeWhile", "Cast", "OfType", "Distinct",
        "Reverse", "Concat", "Append", "Prepend", "ToList", "ToArray", "AsEnumerable", "Zip", "Chunk", "Index",
    ];

    private static readonly HashSet<string> Reflected =
    [
        "GetMethods", "GetProperties", "GetFields", "GetMembers", "GetConstructors", "GetEvents", "GetInterfaces",
        "GetNestedTypes", "GetTypes", "GetExportedTypes", "GetCustomAttributes",
    ];

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code)
    {
        var (source, body) = operation switch
        {
            IForEachLoopOperation loop => (loop.Collection, loop.Body),
            IInvocationOperation { TargetMethod: { Name: "Select" or "SelectMany", ContainingType.Name: "Enumerable" } }
                select => (select.Arguments[0].Value, select.Arguments[1].Value),
            _ => (null, null),
        };
        if (source is null || body is null || RuleOf(source) is not (var rule, { } what) || !HasCommand(body))
        {
            yield break;
        }

        var place = source.Syntax is { } syntax ? syntax.GetLocation() : operation.Syntax.GetLocation();
        yield return new(rule, what, Sort, place) { Fix = "OrderBy" };
    }

    private static (Rule Rule, string? What) RuleOf(IOperation source)
    {
        switch (source)
        {
            case IConversionOperation conversion:
                return RuleOf(conversion.Operand);
            case IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" } passing } call
                when Passing.Contains(passing.Name) && call.Arguments.Length > 0:
                return RuleOf(call.Arguments[0].Value);
            case IInvocationOperation { TargetMethod: { } method } when Reflected.Contains(method.Name)
                && method.ContainingNamespace.ToDisplayString() is "System" or "System.Reflection":
                return (StateRules.ReflectionOrder, Naming.Of(method));
            case IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } owner }
                when RuleOf(owner) is (var rule, { } what):
                return (rule, what);
            default:
                return RuleOf(source.Type);
        }
    }

    private static (Rule Rule, string? What) RuleOf(ITypeSymbol? type)
    {
        for (var each = type as INamedTypeSymbol; each is not null; each = each.BaseType)
        {
            if (!each.ContainingNamespace.ToDisplayString().StartsWith("System.", StringComparison.Ordinal))
            {
                continue;
            }

            if (Unordered.Contains(each.Name))
            {
                return (StateRules.Unordered, each.Name);
            }

            if (Insertion.Contains(each.Name))
            {
                return (StateRules.InsertionOrder, each.Name);
            }
        }

        return (StateRules.InsertionOrder, null);
    }

    // What is awaited or started may have an event in history.
    private bool HasCommand(IOperation body) => body.DescendantsAndSelf().Any(each => each is IAwaitOperation
        || (each is IInvocationOperation call && IsCommand(call))
        || (each is IMethodReferenceOperation reference && symbols.IsTask(reference.Method.ReturnType)));

    private bool IsCommand(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace?.ToDisplayString() == "Cairn.Workflows"
            ? call.TargetMethod.Name is not ("IsWorkflowFailure" or "GetExternalWorkflowHandle")
            : symbols.IsTask(call.Type)
                && !(call.TargetMethod.IsStatic && Symbols.IsOrDerives(call.TargetMethod.ContainingType, symbols.Task));
}
