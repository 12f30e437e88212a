using System.Collections.Concurrent;
using System.Reflection;

namespace Cairn.Workflows;

/// <summary>Reads results of finished tasks. It uses reflection only once for each type.</summary>
internal static class WorkflowResults
{
    private static readonly ConcurrentDictionary<Type, Func<Task, object?>> Readers = new();

    private static readonly MethodInfo GenericRead =
        typeof(WorkflowResults).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The function that reads the result of a task of that type; null if it has no result.</summary>
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

    private static object? Read<T>(Task task) => ((Task<T>)task).Result;
}
