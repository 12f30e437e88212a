using Cairn.Activities;
using Cairn.Exceptions;

namespace Cairn.Worker;

/// <summary>The activities that a worker runs, by type.</summary>
internal sealed class ActivityRegistry(IEnumerable<ActivityDefinition> activities)
{
    private readonly Dictionary<string, ActivityDefinition> byName =
        activities.Where(a => !a.Dynamic).ToDictionary(a => a.Name!);

    private readonly ActivityDefinition? dynamicDefinition = activities.FirstOrDefault(a => a.Dynamic);

    /// <summary>The definition of an activity type.</summary>
    /// <exception cref="ApplicationFailureException">The type is not registered.</exception>
    public ActivityDefinition Find(string activityType) => Contains(activityType)
        ? byName.GetValueOrDefault(activityType) ?? dynamicDefinition!
        : throw new ApplicationFailureException(NotFound(activityType), "NotFoundError");

    /// <summary>Whether the worker runs activities of the type.</summary>
    public bool Contains(string activityType) => dynamicDefinition is not null || byName.ContainsKey(activityType);

    /// <summary>The default options of calls of an activity type; null if the worker does not run it.</summary>
    public ActivityDefaults? DefaultsOf(string activityType) =>
        (byName.GetValueOrDefault(activityType) ?? dynamicDefinition)?.CallDefaults;

    /// <summary>The error for an unknown activity, which lists the known ones.</summary>
    public string NotFound(string activityType) =>
        $"Activity {activityType} is not registered on this worker, available activities: "
        + string.Join(", ", byName.Keys.Order(StringComparer.Ordinal));
}
