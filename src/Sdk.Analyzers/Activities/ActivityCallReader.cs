using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Reads calls of activities: by lambda, by generated call, by name, by the object of a contract.</summary>
internal sealed class ActivityCallReader(WorkflowCode code)
{
    private const string Suffix = "Calls";

    private readonly Lazy<ILookup<string, ActivityMethod>> byName = new(() => ActivitiesOf(code));

    /// <summary>Reads a call; null if it calls no activity.</summary>
    public ActivityCall? Read(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Symbols.Same(method.ContainingType, code.Symbols.Workflow))
        {
            return method.Name switch
            {
                "ExecuteActivityAsync" => Read(call, isLocal: false),
                "ExecuteLocalActivityAsync" => Read(call, isLocal: true),
                _ => null,
            };
        }

        return method.ContainingType.TypeKind == TypeKind.Interface
            && Symbols.Has(method.ContainingType, code.Symbols.ActivityContractAttribute)
            && Symbols.Has(method, code.Symbols.ActivityAttribute)
                ? OfContract(call)
                : null;
    }

    private ActivityCall? Read(IInvocationOperation call, bool isLocal)
    {
        var options = call.Arguments.FirstOrDefault(each => each.Parameter?.Name == "options")?.Value;
        var target = call.Arguments[0].Value;
        var (name, activities) = TargetOf(target);
        var isByName = target.Type?.SpecialType == SpecialType.System_String;
        return name is null
            ? null
            : new(call, name, activities, CallOptions.Read(options, code), isLocal, isByName, code);
    }

    // The object is made by Workflow.Activities<T>(options), at a place that can be seen, or nothing is known.
    private ActivityCall? OfContract(IInvocationOperation call)
    {
        var source = call.Instance;
        for (var depth = 0; source is not null and not IInvocationOperation && depth < 3; depth++)
        {
            source = source is IConversionOperation conversion
                ? conversion.Operand
                : InitialValues.Of(source, code);
        }

        if (source is not IInvocationOperation { TargetMethod: { Name: "Activities" or "LocalActivities" } maker } made
            || !Symbols.Same(maker.ContainingType, code.Symbols.Workflow))
        {
            return null;
        }

        var options = made.Arguments.Length == 0 ? null : made.Arguments[0].Value;
        var method = call.TargetMethod;
        return new(
            call,
            $"{method.ContainingType.Name}.{method.Name}",
            [new(method, method.ContainingType)],
            CallOptions.Read(options, code),
            IsLocal: maker.Name == "LocalActivities",
            IsByName: false,
            code);
    }

    private (string? Name, IReadOnlyList<ActivityMethod> Activities) TargetOf(IOperation target)
    {
        while (target is IConversionOperation or IDelegateCreationOperation)
        {
            target = target is IConversionOperation conversion
                ? conversion.Operand
                : ((IDelegateCreationOperation)target).Target;
        }

        return target switch
        {
            IAnonymousFunctionOperation lambda => OfLambda(lambda),
            IInvocationOperation generated => OfGenerated(generated),
            { ConstantValue: { HasValue: true, Value: string name } } => (name, [.. byName.Value[name]]),
            _ => (null, []),
        };
    }

    private (string? Name, IReadOnlyList<ActivityMethod> Activities) OfLambda(IAnonymousFunctionOperation lambda)
    {
        var method = lambda.Body.Descendants().OfType<IInvocationOperation>()
            .Select(each => each.TargetMethod)
            .FirstOrDefault(each => Symbols.Has(each, code.Symbols.ActivityAttribute));
        var type = lambda.Symbol.Parameters is [var instance] ? instance.Type : method?.ContainingType;
        return method is null ? (null, [])
            : type is INamedTypeSymbol named ? ($"{named.Name}.{method.Name}", [new(method, named)])
            : (method.Name, []);
    }

    // PaymentsCalls.Charge(...) stands for the activity Charge or ChargeAsync of Payments, in the same assembly.
    private (string? Name, IReadOnlyList<ActivityMethod> Activities) OfGenerated(IInvocationOperation generated)
    {
        var (call, calls) = (generated.TargetMethod, generated.TargetMethod.ContainingType);
        var owner = calls.Name.TrimEnd('_');
        if (!calls.IsStatic || !owner.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return (null, []);
        }

        owner = owner.Substring(0, owner.Length - Suffix.Length);
        var activities = TypesOf(calls, owner)
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>()
                .Where(each => IsCalledBy(each, call))
                .Select(each => new ActivityMethod(each, type)))
            .ToList();
        return ($"{owner}.{call.Name}", activities);
    }

    private bool IsCalledBy(IMethodSymbol method, IMethodSymbol call) =>
        Symbols.Has(method, code.Symbols.ActivityAttribute)
        && call.Name.TrimEnd('_') is var name && (method.Name == name || method.Name == name + "Async");

    // A nested type's class of calls is Outer_InnerCalls.
    private static IEnumerable<INamedTypeSymbol> TypesOf(INamedTypeSymbol calls, string owner)
    {
        IEnumerable<INamedTypeSymbol> found = calls.ContainingNamespace.GetTypeMembers(owner);
        for (var place = owner.IndexOf('_'); place > 0; place = owner.IndexOf('_', place + 1))
        {
            var (outer, inner) = (owner.Substring(0, place), owner.Substring(place + 1));
            found = found.Concat(calls.ContainingNamespace.GetTypeMembers(outer)
                .SelectMany(each => Nested(each, inner)));
        }

        return found.Where(each =>
            SymbolEqualityComparer.Default.Equals(each.ContainingAssembly, calls.ContainingAssembly));
    }

    private static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol outer, string names)
    {
        var found = outer.GetTypeMembers(names).AsEnumerable();
        for (var place = names.IndexOf('_'); place > 0; place = names.IndexOf('_', place + 1))
        {
            var rest = names.Substring(place + 1);
            found = found.Concat(outer.GetTypeMembers(names.Substring(0, place))
                .SelectMany(each => Nested(each, rest)));
        }

        return found;
    }

    // A worker can run the activities of other assemblies too, but those of this one are the ones that are meant.
    private static ILookup<string, ActivityMethod> ActivitiesOf(WorkflowCode code) => Types
        .Of(code.Compilation.Assembly)
        .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
        .Where(method => Symbols.Has(method, code.Symbols.ActivityAttribute))
        .ToLookup(method => NameOf(method, code), method => new ActivityMethod(method, method.ContainingType));

    private static string NameOf(IMethodSymbol method, WorkflowCode code)
    {
        var given = method.GetAttributes()
            .First(each => Symbols.Same(each.AttributeClass, code.Symbols.ActivityAttribute));
        return given.ConstructorArguments is [{ Value: string name }] ? name : WireNames.Of(method, code.Symbols);
    }
}
