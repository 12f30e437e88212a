using System.Linq.Expressions;
using System.Reflection;

namespace Cairn.Tests.Sdk.BadInput;

/// <summary>
/// Calls every public method and constructor with null where null is not allowed, and reports what does not answer with
/// an ArgumentNullException that names the parameter.
/// </summary>
/// <param name="samples">Values for the other parameters, and the objects whose methods are called.</param>
/// <param name="waits">False, inside of a workflow, takes a task that has not ended for one that will not fail.</param>
internal sealed class NullCalls(IReadOnlyDictionary<Type, object> samples, bool waits = true)
{
    // Only a broken test waits so long.
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(20);

    private readonly NullabilityInfoContext nullability = new();

    /// <summary>Calls the members of types.</summary>
    /// <returns>What went wrong, a line for each parameter.</returns>
    public async Task<IReadOnlyList<string>> FindingsAsync(IEnumerable<Type> types)
    {
        var findings = new List<string>();
        foreach (var member in types.SelectMany(MembersOf))
        {
            foreach (var parameter in member.GetParameters().Where(IsRequired))
            {
                if (await TryAsync(member, parameter) is { } wrong)
                {
                    findings.Add($"{member.DeclaringType!.Name}.{member.Name}({parameter.Name}): {wrong}");
                }
            }
        }

        return findings;
    }

    private IEnumerable<MethodBase> MembersOf(Type type)
    {
        // A record takes what it is given; it is checked where it is used.
        var isRecord = type.GetMethod("<Clone>$") is not null || type.IsValueType;
        var constructors = type.IsAbstract || isRecord ? [] : type.GetConstructors();
        var methods = type.GetMethods(
            BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        return constructors.Concat<MethodBase>(methods
            .Where(m => !m.IsSpecialName && !m.IsAbstract && m.Name is not ("Equals" or "CompareTo" or "PrintMembers"))
            .Where(m => m.IsStatic || TargetOf(type) is not null)
            .Select(Closed));
    }

    /// <summary>A generic type with arguments.</summary>
    public static Type Closed(Type type) => type.IsGenericTypeDefinition
        ? type.MakeGenericType([.. type.GetGenericArguments().Select(Argument)])
        : type;

    private static Type Argument(Type parameter) =>
        parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)
            ? typeof(long)
            : Array.Find(parameter.GetGenericParameterConstraints(), c => c.IsClass) ?? typeof(string);

    private static MethodInfo Closed(MethodInfo method) => method.IsGenericMethodDefinition
        ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(Argument)])
        : method;

    private bool IsRequired(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType
        && !parameter.ParameterType.IsByRef
        && nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    private object? TargetOf(Type type) => samples.GetValueOrDefault(type);

    private async Task<string?> TryAsync(MethodBase member, ParameterInfo empty)
    {
        var args = member.GetParameters().Select(p => p == empty ? null : Sample(p)).ToArray();
        try
        {
            var result = member is ConstructorInfo constructor
                ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, args, null)
                : member.Invoke(
                    member.IsStatic ? null : TargetOf(member.DeclaringType!),
                    BindingFlags.DoNotWrapExceptions,
                    null,
                    args,
                    null);
            await EndAsync(result);
            return "taken";
        }
        catch (ArgumentNullException e) when (e.ParamName == empty.Name)
        {
            return null;
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name} {e.Message.ReplaceLineEndings(" ")}";
        }
    }

    private async Task EndAsync(object? result)
    {
        if (result is Task { IsCompleted: false } && !waits)
        {
            return;
        }

        if (result is Task task)
        {
            await task.WaitAsync(WaitLimit);
        }
        else if (result?.GetType().GetInterface("IAsyncEnumerable`1") is { } sequence)
        {
            var enumerator = sequence.GetMethod("GetAsyncEnumerator")!.Invoke(result, [CancellationToken.None]);
            var next = (ValueTask<bool>)typeof(IAsyncEnumerator<>).MakeGenericType(sequence.GetGenericArguments())
                .GetMethod("MoveNextAsync")!.Invoke(enumerator, [])!;
            await next.AsTask().WaitAsync(WaitLimit);
        }
    }

    private object? Sample(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (samples.TryGetValue(type, out var sample))
        {
            return sample;
        }

        return type switch
        {
            _ when parameter.HasDefaultValue && !type.IsValueType => null,
            _ when type == typeof(string) => "x",
            _ when type == typeof(Type) => typeof(string),
            _ when type.IsValueType => Activator.CreateInstance(type),
            _ when type.IsArray => Array.CreateInstance(type.GetElementType()!, 0),
            _ when typeof(LambdaExpression).IsAssignableFrom(type) => Lambda(type.GetGenericArguments()[0]),
            _ when typeof(Delegate).IsAssignableFrom(type) && type != typeof(Delegate) => Lambda(type).Compile(),
            _ when type.IsGenericType && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType()) =>
                Array.CreateInstance(type.GetGenericArguments()[0], 0),
            _ when type.GetConstructor([]) is { } constructor && !type.IsAbstract => constructor.Invoke([]),
            _ => null,
        };
    }

    private static LambdaExpression Lambda(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return Expression.Lambda(
            type,
            Expression.Default(invoke.ReturnType),
            invoke.GetParameters().Select(p => Expression.Parameter(p.ParameterType)));
    }
}
