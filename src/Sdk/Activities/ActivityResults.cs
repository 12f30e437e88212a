using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;

namespace Cairn.Activities;

/// <summary>Reads results of finished tasks. It uses reflection only once for each type.</summary>
internal static class ActivityResults
{
    private static readonly ConcurrentDictionary<Type, Func<object?, Task<object?>>> Awaiters = new();

    private static readonly MethodInfo GenericAwait =
        typeof(ActivityResults).GetMethod(nameof(AwaitResultAsync), BindingFlags.Public | BindingFlags.Static)!;

    public static bool IsValueTask(Type type) => type == typeof(ValueTask) ||
        (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>The type of the value: T for a task of T, void for a task.</summary>
    public static Type ValueType(Type returnType) =>
        returnType == typeof(Task) ? typeof(void) : TaskValueType(returnType) ?? returnType;

    /// <summary>The function that waits for a result of that type; null if there is nothing to wait for.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Func<object?, Task<object?>>? AwaiterFor(Type returnType)
    {
        if (returnType == typeof(Task))
        {
            return AwaitVoidAsync;
        }

        return TaskValueType(returnType) is { } value
            ? Awaiters.GetOrAdd(value, type => GenericAwait.MakeGenericMethod(type)
                .CreateDelegate<Func<object?, Task<object?>>>())
            : null;
    }

    /// <summary>Waits for a task.</summary>
    public static async Task<object?> AwaitVoidAsync(object? task)
    {
        await ((Task)task!).ConfigureAwait(false);
        return null;
    }

    /// <summary>Waits for the result of a task.</summary>
    public static async Task<object?> AwaitResultAsync<T>(object? task) =>
        await ((Task<T>)task!).ConfigureAwait(false);

    private static Type? TaskValueType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : null;
}
