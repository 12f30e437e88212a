using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Activities;
using Cairn.Extensions.Hosting.Configuration;
using Cairn.Generated;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting;

/// <summary>
/// Refuses classes of activities, added by name, that the container could not create, when the host starts: each
/// attempt would fail. It creates none, because a constructor may fail for a moment only.
/// </summary>
/// <param name="services">What is registered.</param>
/// <param name="taskQueue">The task queue of the worker.</param>
internal sealed class ActivityClassCheck(IServiceCollection services, string taskQueue)
{
    /// <summary>Checks one class.</summary>
    /// <exception cref="OptionsValidationException">It, or a service that it needs, is not registered.</exception>
    public void Check(IServiceProvider provider, Type type)
    {
        if (provider.GetService<IServiceProviderIsService>() is not { } known || !NeedsInstance(type))
        {
            return;
        }

        if (!known.IsService(type))
        {
            throw Wrong($"The activities of {type} run on an instance of it, but the host has no such service");
        }

        // A factory or an instance has no constructor that the container would call.
        var created = services.LastOrDefault(service => service.ServiceType == type && !service.IsKeyedService)?
            .ImplementationType;
        if (created is not null && MissingOf(known, created) is { } missing)
        {
            throw Wrong($"{created} cannot be created for its activities, because the host has no service {missing}");
        }
    }

    private static bool NeedsInstance(Type type) => GeneratedDefinitions.ActivitiesOf(type) is { } generated
        ? generated.Any(activity => !activity.IsStatic)
        : MemberReflection.IsSupported && ReflectedNeedInstance(type);

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static bool ReflectedNeedInstance(Type type) =>
        ActivityMethods.AllOf(type).Any(method => !method.IsStatic);

    // One constructor that can be called is enough.
    private static Type? MissingOf(
        IServiceProviderIsService known,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        var missing = type.GetConstructors()
            .Select(constructor => constructor.GetParameters().FirstOrDefault(each => !IsThere(known, each)))
            .ToArray();
        return missing.Contains(null) ? null : missing.FirstOrDefault()?.ParameterType;
    }

    private static bool IsThere(IServiceProviderIsService known, ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || parameter.IsDefined(typeof(FromKeyedServicesAttribute))
        || parameter.IsDefined(typeof(ServiceKeyAttribute))
        || known.IsService(parameter.ParameterType);

    private OptionsValidationException Wrong(string message)
    {
        var section = WorkerSettings.Section(taskQueue);
        return new(taskQueue, typeof(CairnWorkerServiceOptions), [$"{section}: {message}: register it"]);
    }
}
