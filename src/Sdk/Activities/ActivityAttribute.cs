namespace Cairn.Activities;

/// <summary>Marks a method as an activity.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActivityAttribute : Attribute
{
    /// <summary>Uses the method's name as type name, without <c>Async</c> if it returns a task.</summary>
    public ActivityAttribute()
    {
    }

    /// <summary>Sets the type name.</summary>
    public ActivityAttribute(string name) => Name = name;

    /// <summary>The type name; null means the method's name, without <c>Async</c> if it returns a task.</summary>
    public string? Name { get; }

    /// <summary>True runs every activity type that has no method of its own; the method takes IRawValue[].</summary>
    public bool Dynamic { get; set; }
}
