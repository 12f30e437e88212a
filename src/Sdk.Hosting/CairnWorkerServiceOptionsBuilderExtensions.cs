using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting;

/// <summary>Configures what a hosted worker runs.</summary>
public static class CairnWorkerServiceOptionsBuilderExtensions
{
    /// <summary>Adds a workflow. The container does not create it: its code must be deterministic.</summary>
    public static ICairnWorkerServiceOptionsBuilder AddWorkflow<T>(
        this ICairnWorkerServiceOptionsBuilder builder) => builder.AddWorkflow(typeof(T));

    /// <summary>Adds a workflow. The container does not create it: its code must be deterministic.</summary>
    public static ICairnWorkerServiceOptionsBuilder AddWorkflow(
        this ICairnWorkerServiceOptionsBuilder builder, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return builder.ConfigureOptions(options => options.AddWorkflow(type));
    }

    /// <summary>
    /// Adds all workflows and activities of an assembly that was built with the package Cairn.Sdk and whose types are
    /// visible to it, except those that the worker has otherwise. A class of activities has the lifetime with which it
    /// is registered already; otherwise each attempt uses the instance of its own scope.
    /// </summary>
    /// <param name="builder">The builder of the worker.</param>
    /// <param name="assembly">The assembly, <c>typeof(Program).Assembly</c> for instance.</param>
    /// <exception cref="ArgumentException">The assembly has no such workflow or activity.</exception>
    public static ICairnWorkerServiceOptionsBuilder AddDiscovered(
        this ICairnWorkerServiceOptionsBuilder builder, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(assembly);
        Type[] workflows = [.. GeneratedDefinitions.WorkflowsIn(assembly)];
        List<Type> activities = [];
        foreach (var found in GeneratedDefinitions.ActivitiesIn(assembly).Where(found => !found.Type.IsInterface))
        {
            activities.Add(found.Type);
            if (!found.Type.IsAbstract)
            {
                builder.Services.TryAddScoped(found.Type);
            }
        }

        if (workflows.Length + activities.Count == 0)
        {
            throw new ArgumentException(
                $"{assembly.GetName().Name} has no workflow and no activity with generated code: build it with the "
                + "package Cairn.Sdk, and let its types be visible to it",
                nameof(assembly));
        }

        builder.ConfigureOptions().PostConfigure<IServiceProvider>((options, provider) =>
            AddMissing(options, provider, workflows, activities));
        return builder;
    }

    /// <summary>Adds the activities of a class. Each attempt uses the instance of its own scope.</summary>
    public static ICairnWorkerServiceOptionsBuilder AddScopedActivities<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this ICairnWorkerServiceOptionsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddScopedActivities(typeof(T));
    }

    /// <inheritdoc cref="AddScopedActivities{T}"/>
    public static ICairnWorkerServiceOptionsBuilder AddScopedActivities(
        this ICairnWorkerServiceOptionsBuilder builder,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(type);
        builder.Services.TryAddScoped(type);
        return builder.AddActivitiesOf(type);
    }

    /// <summary>Adds the activities of a class that the container creates once.</summary>
    public static ICairnWorkerServiceOptionsBuilder AddSingletonActivities<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this ICairnWorkerServiceOptionsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSingletonActivities(typeof(T));
    }

    /// <inheritdoc cref="AddSingletonActivities{T}"/>
    public static ICairnWorkerServiceOptionsBuilder AddSingletonActivities(
        this ICairnWorkerServiceOptionsBuilder builder,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(type);
        builder.Services.TryAddSingleton(type);
        return builder.AddActivitiesOf(type);
    }

    /// <summary>Adds the activities of a class. Each attempt creates a new instance.</summary>
    public static ICairnWorkerServiceOptionsBuilder AddTransientActivities<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this ICairnWorkerServiceOptionsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddTransientActivities(typeof(T));
    }

    /// <inheritdoc cref="AddTransientActivities{T}"/>
    public static ICairnWorkerServiceOptionsBuilder AddTransientActivities(
        this ICairnWorkerServiceOptionsBuilder builder,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(type);
        builder.Services.TryAddTransient(type);
        return builder.AddActivitiesOf(type);
    }

    /// <summary>Adds the static activities of a class.</summary>
    public static ICairnWorkerServiceOptionsBuilder AddStaticActivities<T>(
        this ICairnWorkerServiceOptionsBuilder builder) => builder.AddStaticActivities(typeof(T));

    /// <inheritdoc cref="AddStaticActivities{T}"/>
    public static ICairnWorkerServiceOptionsBuilder AddStaticActivities(
        this ICairnWorkerServiceOptionsBuilder builder, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return builder.ConfigureOptions(options => options.AddAllActivities(type, null));
    }

    /// <summary>Adds the activities of one instance.</summary>
    public static ICairnWorkerServiceOptionsBuilder AddActivitiesInstance<T>(
        this ICairnWorkerServiceOptionsBuilder builder, T instance) =>
        builder.ConfigureOptions(options => options.AddAllActivities(instance));

    /// <summary>Adds the activities of one instance.</summary>
    /// <param name="builder">The builder of the worker.</param>
    /// <param name="type">The class whose activities are added.</param>
    /// <param name="instance">Its instance.</param>
    public static ICairnWorkerServiceOptionsBuilder AddActivitiesInstance(
        this ICairnWorkerServiceOptionsBuilder builder, Type type, object instance)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(instance);
        return builder.ConfigureOptions(options => options.AddAllActivities(type, instance));
    }

    /// <summary>Adds the activities of a class that is registered in the container already.</summary>
    public static ICairnWorkerServiceOptionsBuilder ApplyCairnActivities<T>(
        this ICairnWorkerServiceOptionsBuilder builder) => builder.ApplyCairnActivities(typeof(T));

    /// <inheritdoc cref="ApplyCairnActivities{T}"/>
    public static ICairnWorkerServiceOptionsBuilder ApplyCairnActivities(
        this ICairnWorkerServiceOptionsBuilder builder, Type type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(type);
        return builder.AddActivitiesOf(type);
    }

    /// <summary>The options builder of the worker, for further configuration.</summary>
    /// <param name="builder">The builder of the worker.</param>
    /// <param name="disallowDuplicates">Whether it is an error if the worker has options already.</param>
    /// <exception cref="InvalidOperationException">
    /// There are options for the task queue already, and that was disallowed.
    /// </exception>
    public static OptionsBuilder<CairnWorkerServiceOptions> ConfigureOptions(
        this ICairnWorkerServiceOptionsBuilder builder, bool disallowDuplicates = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return disallowDuplicates && builder.HasOptions()
            ? throw new InvalidOperationException(
                $"The worker of task queue '{builder.TaskQueue}' has options already: configure them in one place, or "
                + "leave disallowDuplicates false")
            : builder.Services.AddOptions<CairnWorkerServiceOptions>(builder.TaskQueue);
    }

    /// <summary>Configures the worker.</summary>
    /// <param name="builder">The builder of the worker.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="disallowDuplicates">Whether it is an error if the worker has options already.</param>
    /// <exception cref="InvalidOperationException">
    /// There are options for the task queue already, and that was disallowed.
    /// </exception>
    public static ICairnWorkerServiceOptionsBuilder ConfigureOptions(
        this ICairnWorkerServiceOptionsBuilder builder,
        Action<CairnWorkerServiceOptions> configure,
        bool disallowDuplicates = false)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.ConfigureOptions(disallowDuplicates).Configure(configure);
        return builder;
    }

    // After all else that adds them: what was added by name is not added again.
    private static void AddMissing(
        CairnWorkerServiceOptions options, IServiceProvider provider, Type[] workflows, List<Type> activities)
    {
        foreach (var type in workflows.Except(options.Workflows.Select(workflow => workflow.Type)))
        {
            options.AddWorkflow(type);
        }

        var owners = options.Activities.Select(activity => activity.Owner).ToHashSet();
        foreach (var definition in activities.SelectMany(provider.CreateCairnActivityDefinitions))
        {
            // An abstract class has no instance; its static activities need none.
            if (!owners.Contains(definition.Owner))
            {
                options.AddActivity(definition);
            }
        }
    }

    private static bool HasOptions(this ICairnWorkerServiceOptionsBuilder builder) => builder.Services.Any(service =>
        service.ServiceType == typeof(IConfigureOptions<CairnWorkerServiceOptions>)
        && service.ImplementationInstance is ConfigureNamedOptions<CairnWorkerServiceOptions> named
        && named.Name == builder.TaskQueue);

    private static ICairnWorkerServiceOptionsBuilder AddActivitiesOf(
        this ICairnWorkerServiceOptionsBuilder builder, Type type)
    {
        var check = new ActivityClassCheck(builder.Services, builder.TaskQueue);
        builder.ConfigureOptions().Configure<IServiceProvider>((options, provider) =>
        {
            check.Check(provider, type);
            foreach (var definition in provider.CreateCairnActivityDefinitions(type))
            {
                options.AddActivity(definition);
            }
        });
        return builder;
    }
}
