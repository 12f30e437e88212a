using System.ComponentModel;
using System.Reflection;
using Cairn.Activities;
using Cairn.Workflows;

namespace Cairn.Generated;

/// <summary>
/// An activity, a run method or a handler, as generated code describes it. Not for hand-written code.
/// </summary>
/// <param name="name">Its name on the wire; null if it is dynamic.</param>
/// <param name="owner">Its name in messages.</param>
/// <param name="invoke">Calls it on an instance with one argument for each parameter.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GeneratedMethod(string? name, string owner, Func<object?, object?[], object?> invoke)
{
    /// <summary>Finds members of any visibility.</summary>
    public const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Its name on the wire; null if it is dynamic.</summary>
    public string? Name { get; } = name;

    /// <summary>Its name in messages.</summary>
    public string Owner { get; } = owner;

    /// <summary>Calls it on an instance with one argument for each parameter.</summary>
    public Func<object?, object?[], object?> Invoke { get; } = invoke;

    /// <summary>The types of the parameters on the wire; none by default.</summary>
    public Type[] Types { get; init; } = [];

    /// <summary>The values of arguments that are missing, one for each parameter.</summary>
    public object?[] Defaults { get; init; } = [];

    /// <summary>The number of parameters without a default value.</summary>
    public int Required { get; init; }

    /// <summary>Finds the method itself; null if it is of no use.</summary>
    public Func<MethodInfo?>? Find { get; init; }

    /// <summary>Reads the result of its task; null if it has none.</summary>
    public Func<Task, object?>? ResultOf { get; init; }

    /// <summary>The type of an activity's result; void by default.</summary>
    public Type ResultType { get; init; } = typeof(void);

    /// <summary>Waits for what an activity returns; null if that is not a task.</summary>
    public Func<object?, Task<object?>>? Await { get; init; }

    /// <summary>Whether an activity needs no instance.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Whether an activity takes a cancellation token after its other parameters.</summary>
    public bool TakesCancellationToken { get; init; }

    /// <summary>The attributes with an activity's default options, those that come first in front.</summary>
    public IReadOnlyList<(string Member, ActivityDefaultsAttribute Attribute)> CallDefaults { get; init; } = [];

    /// <summary>The description of a handler; null if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>What happens if the workflow ends while a handler runs; a warning by default.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; init; }

    /// <summary>Whether it is a channel of signals, which invoking it returns; false by default.</summary>
    public bool IsChannel { get; init; }

    /// <summary>Whether a handler waits for those that arrived before it; false by default.</summary>
    public bool Exclusive { get; init; }

    /// <summary>Checks the arguments of an update; null if it has no validator.</summary>
    public Action<object?, object?[]>? Validate { get; init; }

    /// <summary>Reads the result of a task that has ended.</summary>
    public static object? Read<T>(Task task) => WorkflowResults.Read<T>(task);

    /// <summary>Waits for a task.</summary>
    public static Task<object?> AwaitAsync(object? task) => ActivityResults.AwaitVoidAsync(task);

    /// <summary>Waits for the result of a task.</summary>
    public static Task<object?> AwaitAsync<T>(object? task) => ActivityResults.AwaitResultAsync<T>(task);

    /// <summary>The error of a method that returned null instead of a task.</summary>
    public static InvalidOperationException NoTask(string owner) => new($"{owner} returned null instead of a task");
}
