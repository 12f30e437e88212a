using System.Collections.Concurrent;
using System.ComponentModel;
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

    /// <summary>Adds a workflow class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="describe">Describes it, when a worker needs it.</param>
    public static void AddWorkflow(Type type, Func<GeneratedWorkflow> describe) => Workflows[type] = describe;

    /// <summary>Adds a type with activities.</summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes its activities, when a worker needs them.</param>
    public static void AddActivities(Type type, Func<IReadOnlyList<GeneratedMethod>> describe) =>
        Activities[type] = describe;

    /// <summary>The description of a workflow class; null if no code was generated for it.</summary>
    internal static GeneratedWorkflow? WorkflowOf(Type type) => Find(Workflows, type);

    /// <summary>The activities of a type; null if no code was generated for it.</summary>
    internal static IReadOnlyList<GeneratedMethod>? ActivitiesOf(Type type) => Find(Activities, type);

    /// <summary>The error for a type that only reflection could read, in a program without it.</summary>
    internal static NotSupportedException Missing(Type type) => new(
        $"[CRN1013] {type} has no generated definition, and this program, trimmed or compiled ahead of time, has no "
        + "reflection over its members: build its project with the package Cairn.Sdk, and let its type, its "
        + "constructor and its members be visible to its assembly. See docs/errors/CRN1013.md");

    private static T? Find<T>(ConcurrentDictionary<Type, Func<T>> all, Type type)
        where T : class
    {
        // Code of another assembly registers its types when the assembly is first used; naming a type is no use of it.
        if (!all.TryGetValue(type, out var describe) && RuntimeFeature.IsDynamicCodeSupported)
        {
            RuntimeHelpers.RunModuleConstructor(type.Module.ModuleHandle);
            all.TryGetValue(type, out describe);
        }

        return describe?.Invoke();
    }
}
