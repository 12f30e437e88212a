using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>Reads results of finished tasks. It uses reflection only once for each type.</summary>
internal static class WorkflowResults
{
    private static readonly ConcurrentDictionary<Type, Func<Task, object?>> Readers = new();

    private static readonly MethodInfo GenericRead =
        typeof(WorkflowResults).GetMethod(nameof(Read), BindingFlags.Public | BindingFlags.Static)!;

    /// <summary>The function that reads the result of a task of that type; null if it has no result.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Func<Task, object?>? ReaderFor(Type taskType)
    {
        for (var type = taskType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            {
                return Readers.GetOrAdd(
                    type.GetGenericArguments()[0],
                    static result => GenericRead.MakeGenericMethod(result).CreateDelegate<Func<Task, object?>>());
            }
        }

        return null;
    }

    /// <summary>Reads the result of a task that has ended.</summary>
    public static object? Read<T>(Task task) => ((Task<T>)task).Result;
}
