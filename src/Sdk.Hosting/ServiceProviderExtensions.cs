using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Activities;
using Cairn.Generated;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Extensions.Hosting;

/// <summary>
/// Makes definitions of activities whose instances come from a container, with one scope for each attempt.
/// </summary>
public static class ServiceProviderExtensions
{
    /// <summary>Makes definitions of all methods of a class that have the activity attribute.</summary>
    /// <exception cref="ArgumentException">The class has no such method.</exception>
    public static IReadOnlyCollection<ActivityDefinition> CreateCairnActivityDefinitions<T>(
        this IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.CreateCairnActivityDefinitions(typeof(T));
    }

    /// <inheritdoc cref="CreateCairnActivityDefinitions{T}"/>
    public static IReadOnlyCollection<ActivityDefinition> CreateCairnActivityDefinitions(
        this IServiceProvider provider, Type type)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(type);
        return GeneratedDefinitions.ActivitiesOf(type) is { } activities
            ? [.. activities.Select(activity => OfGenerated(provider, type, activity))]
            : MemberReflection.IsSupported ? OfReflected(provider, type)
            : throw GeneratedDefinitions.Missing(type);
    }

    /// <summary>Makes a definition of a method that has the activity attribute.</summary>
    /// <param name="provider">The container.</param>
    /// <param name="instanceType">The class under which the container registered the instance.</param>
    /// <param name="method">The method.</param>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ActivityDefinition CreateCairnActivityDefinition(
        this IServiceProvider provider, Type instanceType, MethodInfo method)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(instanceType);
        return ActivityDefinition.Create(method, arguments => Invoke(
            provider,
            method.IsStatic ? null : instanceType,
            instance => method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null),
            (task, scope) => scope is null ? task : ScopedTask.Of(task, method.ReturnType, scope.Value)));
    }

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static ActivityDefinition[] OfReflected(IServiceProvider provider, Type type)
    {
        ActivityDefinition[] definitions =
        [
            .. ActivityMethods.AllOf(type).Select(method => provider.CreateCairnActivityDefinition(type, method)),
        ];
        return definitions.Length > 0
            ? definitions
            : throw new ArgumentException($"No activities found on {type}", nameof(type));
    }

    private static ActivityDefinition OfGenerated(IServiceProvider provider, Type type, GeneratedMethod activity) =>
        ActivityDefinition.Of(
            activity,
            arguments => Invoke(
                provider,
                activity.IsStatic ? null : type,
                instance => activity.Invoke(instance, arguments),
                (task, scope) => scope is null
                    ? activity.Await!(task)
                    : ScopedTask.RunValueAsync(activity.Await!(task), scope.Value)),
            activity.Await is null ? null : GeneratedMethod.AwaitAsync<object?>);

    private static object? Invoke(
        IServiceProvider provider,
        Type? instanceType,
        Func<object?, object?> call,
        Func<Task, AsyncServiceScope?, Task> scoped)
    {
        var (scopeBefore, instanceBefore) = (ActivityScope.ServiceScope, ActivityScope.ScopedInstance);
        AsyncServiceScope? own = scopeBefore is null ? provider.CreateAsyncScope() : null;
        Task? running = null;
        try
        {
            var scope = ActivityScope.ServiceScope ??= own!.Value;
            var instance = instanceType is null
                ? null
                : ActivityScope.ScopedInstance ??= scope.ServiceProvider.GetRequiredService(instanceType);
            var result = call(instance);
            running = result as Task;
            return running is null ? result : scoped(running, own);
        }
        finally
        {
            // What an async method started with is kept by its own context.
            (ActivityScope.ServiceScope, ActivityScope.ScopedInstance) = (scopeBefore, instanceBefore);
            if (running is null)
            {
                // Services that can only be disposed asynchronously are waited for, as the method itself is.
                own?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }
}
