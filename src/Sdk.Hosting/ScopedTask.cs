using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <summary>Makes the task of an activity end only after its scope is disposed.</summary>
internal static class ScopedTask
{
    private static readonly MethodInfo GenericRun =
        typeof(ScopedTask).GetMethod(nameof(RunValueAsync), BindingFlags.Public | BindingFlags.Static)!;

    /// <summary>Returns a task of the same type that ends after the scope is disposed.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task Of(Task task, Type type, AsyncServiceScope scope) => type == typeof(Task)
        ? RunAsync(task, scope)
        : (Task)GenericRun.MakeGenericMethod(type.GetGenericArguments()[0]).Invoke(null, [task, scope])!;

    /// <summary>Waits for the result and disposes the scope.</summary>
    public static async Task<T> RunValueAsync<T>(Task<T> task, AsyncServiceScope scope)
    {
        await using (scope)
        {
            return await task.ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(Task task, AsyncServiceScope scope)
    {
        await using (scope)
        {
            await task.ConfigureAwait(false);
        }
    }
}
