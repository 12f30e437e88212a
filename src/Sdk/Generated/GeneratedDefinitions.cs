using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cairn.Generated;

/// <summary>
/// The workflows and activities that generated code has described: they run without reflection. Not for hand-written
/// code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedDefinitions
{
    private static readonly ConcurrentDictionary<Type, Func<GeneratedWorkflow>> Workflows = new();
    private static readonly ConcurrentDictionary<Type, Func<IReadOnlyList<GeneratedMethod>>> Activities = new();
    private static readonly ConcurrentBag<GeneratedActivityType> ActivityTypes = [];
    private static readonly ConcurrentDictionary<Type, object> Stubs = new();

    /// <summary>Adds a workflow class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="describe">Describes it, when a worker needs it.</param>
    public static void AddWorkflow(Type type, Func<GeneratedWorkflow> describe) => Workflows[type] = describe;

    /// <summary>Adds a type with activities.</summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes its activities, when a worker needs them.</param>
    public static void AddActivities(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type,
        Func<IReadOnlyList<GeneratedMethod>> describe)
    {
        Activities[type] = describe;
        ActivityTypes.Add(new(type));
    }

    /// <summary>Adds a class that implements a contract by calls of its activities.</summary>
    /// <param name="create">Creates an object that calls by the caller.</param>
    public static void AddStub<TContract>(Func<ActivityCaller, TContract> create)
        where TContract : class => Stubs[typeof(TContract)] = create;

    /// <summary>Creates an object that implements a contract.</summary>
    /// <exception cref="ArgumentException">No code was generated for it.</exception>
    internal static TContract StubOf<TContract>(ActivityCaller caller)
        where TContract : class
    {
        if (!Stubs.TryGetValue(typeof(TContract), out var create))
        {
            RunInitializer(typeof(TContract).Module);
            Stubs.TryGetValue(typeof(TContract), out create);
        }

        return create is Func<ActivityCaller, TContract> own ? own(caller) : throw new ArgumentException(
            $"{typeof(TContract)} has no generated implementation: let it be an interface with ActivityContract whose "
            + "methods are activities, and build its project with the package Cairn.Sdk");
    }

    /// <summary>The workflow classes of an assembly for which code was generated, by name.</summary>
    internal static IEnumerable<Type> WorkflowsIn(Assembly assembly)
    {
        RunInitializer(assembly.ManifestModule);
        return Workflows.Keys.Where(type => type.Assembly == assembly).OrderBy(type => type.FullName);
    }

    /// <summary>The types of an assembly with activities for which code was generated, by name.</summary>
    internal static IEnumerable<GeneratedActivityType> ActivitiesIn(Assembly assembly)
    {
        RunInitializer(assembly.ManifestModule);
        return ActivityTypes.Where(found => found.Type.Assembly == assembly).OrderBy(found => found.Type.FullName);
    }

    /// <summary>The description of a workflow class; null if no code was generated for it.</summary>
    internal static GeneratedWorkflow? WorkflowOf(Type type) => Find(Workflows, type);

    /// <summary>The activities of a type; null if no code was generated for it.</summary>
    internal static IReadOnlyList<GeneratedMethod>? ActivitiesOf(Type type) => Find(Activities, type);

    /// <summary>The error for a type that only reflection could read, in a program without it.</summary>
    internal static NotSupportedException Missing(Type type) => new(
        $"[CAIRN1013] {type} has no generated definition, and this program, trimmed or compiled ahead of time, has no "
        + "reflection over its members: build its project with the package Cairn.Sdk, and let its type, its "
        + "constructor and its members be visible to its assembly. Run 'cairn explain CAIRN1013' for more.");

    private static T? Find<T>(ConcurrentDictionary<Type, Func<T>> all, Type type)
        where T : class
    {
        if (!all.TryGetValue(type, out var describe))
        {
            RunInitializer(type.Module);
            all.TryGetValue(type, out describe);
        }

        return describe?.Invoke();
    }

    // Code of another assembly registers its types when the assembly is first used, and naming a type is no use of it.
    // A native program has run all initializers at its start.
    private static void RunInitializer(Module module)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
        }
    }
}
