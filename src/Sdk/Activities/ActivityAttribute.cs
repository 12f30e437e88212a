namespace Cairn.Activities;

/// <summary>Marks a method as an activity.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActivityAttribute : Attribute
{
    /// <summary>The type name is the method's name, without <c>Async</c> if it returns a task.</summary>
    public ActivityAttribute()
    {
    }

    /// <summary>The type name is given.</summary>
    public ActivityAttribute(string name) => Name = name;

    /// <summary>The type name; null means the method's name, without <c>Async</c> if it returns a task.</summary>
    public string? Name { get; }

    /// <summary>True takes every activity type that has no method of its own; the method takes IRawValue[].</summary>
    public bool Dynamic { get; set; }
}
