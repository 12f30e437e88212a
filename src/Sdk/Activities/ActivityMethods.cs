using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cairn.Common;
using Cairn.Generated;

namespace Cairn.Activities;

/// <summary>Reads activity methods, and makes the delegates that call them.</summary>
internal static class ActivityMethods
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>The methods of a type that have the activity attribute.</summary>
    /// <exception cref="ArgumentException">One replaces a method with the attribute but does not have it.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    public static IEnumerable<MethodInfo> AllOf(Type type)
    {
        var methods = type.GetMethods(Any);
        foreach (var method in methods)
        {
            Overrides.RequireRepeated(type, method, typeof(ActivityAttribute));
        }

        return methods.Where(IsActivity);
    }

    public static void Check(MethodInfo method)
    {
        var wrong = method switch
        {
            { ContainsGenericParameters: true } => "cannot be generic",
            _ when method.GetParameters().Any(p => p.ParameterType.IsByRef) => "cannot have ref or out parameters",
            _ when ActivityResults.IsValueTask(method.ReturnType) => "must return a task instead of a value task",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException($"Activity {MemberNames.Of(method)} {wrong}", nameof(method));
        }
    }

    /// <summary>The name of the method, without Async if it returns a task.</summary>
    public static string NameOf(MethodInfo method)
    {
        var name = method.Name;
        if (name.StartsWith('<'))
        {
            // The compiler names a local function <Outer>g__Name|0_0, and a lambda <Outer>b__0.
            var start = name.IndexOf(">g__", StringComparison.Ordinal);
            var end = name.LastIndexOf('|');
            name = start > 0 && end > start
                ? name[(start + 4)..end]
                : throw new ArgumentException(
                    $"Activity that is a lambda of {method.DeclaringType} needs a name in its attribute");
        }

        const string Suffix = "Async";
        return typeof(Task).IsAssignableFrom(method.ReturnType) && name.Length > Suffix.Length &&
            name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name[..^Suffix.Length]
            : name;
    }

    public static object? DefaultOf(ParameterInfo parameter)
    {
        var value = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return value is not null && type.IsEnum ? Enum.ToObject(type, value) : value ?? ZeroOf(parameter.ParameterType);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A value type needs no constructor.")]
    public static object? ZeroOf(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null
            ? RuntimeHelpers.GetUninitializedObject(type)
            : null;

    public static Func<object?[], object?> InvokerOf(Delegate del) =>
        Compile(del.Method, args => Expression.Invoke(Expression.Constant(del), args));

    public static Func<object?[], object?> InvokerOf(MethodInfo method, object? instance)
    {
        if (!method.IsStatic && instance is null)
        {
            throw new ArgumentException(NoInstance(MemberNames.Of(method)), nameof(instance));
        }

        var target = method.IsStatic ? null : Expression.Constant(instance);
        return Compile(method, args => Expression.Call(target, method, args));
    }

    /// <summary>The error of an activity that needs an instance and has none.</summary>
    public static string NoInstance(string activity) =>
        $"Instance not provided, but activity {activity} is not static";

    // Local functions and lambdas are methods of the type too, but they are not registered with it.
    private static bool IsActivity(MethodInfo method) =>
        method.IsDefined(typeof(ActivityAttribute), inherit: false) && !method.Name.StartsWith('<');

    // Compiled once for each worker, so that an attempt needs a delegate call and no reflection.
    private static Func<object?[], object?> Compile(MethodInfo method, Func<Expression[], Expression> call)
    {
        Check(method);
        var given = Expression.Parameter(typeof(object?[]), "args");
        var parameters = method.GetParameters();
        var args = parameters.Select((p, place) => (Expression)Expression.Convert(
            Expression.ArrayIndex(given, Expression.Constant(place)), p.ParameterType));
        var body = call([.. args]);
        return Expression.Lambda<Func<object?[], object?>>(
            body.Type == typeof(void)
                ? Expression.Block(body, Expression.Constant(null))
                : Expression.Convert(body, typeof(object)),
            given).Compile();
    }
}
