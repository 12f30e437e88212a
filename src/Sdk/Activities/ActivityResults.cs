using System.Collections.Concurrent;
using System.Reflection;

namespace Cairn.Activities;

/// <summary>Takes results out of the tasks around them, without reflection once a type is known.</summary>
internal static class ActivityResults
{
    private static readonly ConcurrentDictionary<Type, Func<object?, Task<object?>>> Awaiters = new();

    private static readonly MethodInfo GenericAwait =
        typeof(ActivityResults).GetMethod(nameof(AwaitResultAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static bool IsValueTask(Type type) => type == typeof(ValueTask) ||
        (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>The type of the value: of a task of T it is T, of a task it is void.</summary>
    public static Type ValueType(Type returnType) =>
        returnType == typeof(Task) ? typeof(void) : TaskValueType(returnType) ?? returnType;

    /// <summary>What waits for a result of that type; null if there is nothing to wait for.</summary>
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

    private static Type? TaskValueType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : null;

    private static async Task<object?> AwaitVoidAsync(object? task)
    {
        await ((Task)task!).ConfigureAwait(false);
        return null;
    }

    private static async Task<object?> AwaitResultAsync<T>(object? task) =>
        await ((Task<T>)task!).ConfigureAwait(false);
}
