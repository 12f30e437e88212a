using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Activities;

/// <summary>An activity type and the code that runs it.</summary>
public class ActivityDefinition
{
    private readonly Func<object?[], object?> invoker;
    private readonly Func<object?, Task<object?>>? awaiter;
    private readonly Func<MethodInfo?>? findMethod;
    private readonly string? owner;
    private MethodInfo? method;

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private ActivityDefinition(
        string? name,
        MethodInfo? method,
        Type returnType,
        Type[] parameterTypes,
        int requiredCount,
        Func<object?[], object?> invoker)
    {
        awaiter = ActivityResults.AwaiterFor(returnType);
        TakesCancellationToken = parameterTypes is [.., var last] && last == typeof(CancellationToken);
        Name = name;
        this.method = method;
        ReturnType = ActivityResults.ValueType(returnType);
        Types = TakesCancellationToken ? parameterTypes[..^1] : parameterTypes;
        RequiredParameterCount = Math.Min(requiredCount, Types.Length);
        Defaults = [.. Types.Select(ActivityMethods.ZeroOf)];
        this.invoker = invoker;
        WorkflowNames.RefuseReserved(name, method is null ? "Activity" : $"Activity {MemberNames.Of(method)}");
        if (name is null && !(Types is [var only] && only == typeof(IRawValue[])))
        {
            var which = method is null ? "Dynamic activity" : $"Dynamic activity {MemberNames.Of(method)}";
            throw new ArgumentException($"{which} must take IRawValue[] and nothing else", nameof(parameterTypes));
        }
    }

    private ActivityDefinition(
        GeneratedMethod activity, Func<object?[], object?> invoker, Func<object?, Task<object?>>? awaiter)
    {
        (Name, owner, findMethod, this.invoker) = (activity.Name, activity.Owner, activity.Find, invoker);
        (ReturnType, this.awaiter) = (activity.ResultType, awaiter);
        (Types, Defaults, RequiredParameterCount) = (activity.Types, activity.Defaults, activity.Required);
        TakesCancellationToken = activity.TakesCancellationToken;
        CallDefaults = ActivityDefaults.Of(activity.CallDefaults);
    }

    /// <summary>The type name; null if the activity is dynamic.</summary>
    public string? Name { get; private init; }

    /// <summary>The type of the result, without its task; void if there is none.</summary>
    public Type ReturnType { get; private init; }

    /// <summary>The types of the parameters on the wire, without a trailing cancellation token.</summary>
    public IReadOnlyCollection<Type> ParameterTypes => Types;

    /// <summary>The same, by place.</summary>
    internal Type[] Types { get; }

    /// <summary>The number of parameters without a default value.</summary>
    public int RequiredParameterCount { get; private init; }

    /// <summary>True if it runs every activity type that has no definition of its own.</summary>
    public bool Dynamic => Name is null;

    /// <summary>The method; null if the definition was made without one.</summary>
    public MethodInfo? MethodInfo => method ??= findMethod?.Invoke();

    /// <summary>The name of its code, for messages.</summary>
    internal string Owner => owner ?? (MethodInfo is { } its ? MemberNames.Of(its) : Name ?? "a delegate");

    /// <summary>True if the activity's cancellation token is its last argument.</summary>
    internal bool TakesCancellationToken { get; }

    /// <summary>The default values of missing arguments, one for each parameter.</summary>
    internal object?[] Defaults { get; private init; }

    /// <summary>What its attributes say of the options of calls by name.</summary>
    internal ActivityDefaults? CallDefaults { get; private init; }

    /// <summary>Makes a definition of a delegate whose method has the activity attribute.</summary>
    /// <exception cref="ArgumentException">It has no attribute, or cannot be an activity.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ActivityDefinition Create(Delegate del)
    {
        ArgumentNullException.ThrowIfNull(del);
        return Create(del.Method, ActivityMethods.InvokerOf(del));
    }

    /// <summary>Makes a definition without a method.</summary>
    /// <param name="name">The type name; null makes it dynamic.</param>
    /// <param name="returnType">The type that the invoker returns: a type, a task of it, a task, or void.</param>
    /// <param name="parameterTypes">The types of the arguments.</param>
    /// <param name="requiredParameterCount">The number of required arguments.</param>
    /// <param name="invoker">Runs it with one argument for each parameter.</param>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ActivityDefinition Create(
        string? name,
        Type returnType,
        IReadOnlyCollection<Type> parameterTypes,
        int requiredParameterCount,
        Func<object?[], object?> invoker)
    {
        ArgumentNullException.ThrowIfNull(returnType);
        ArgumentNullException.ThrowIfNull(parameterTypes);
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentOutOfRangeException.ThrowIfNegative(requiredParameterCount);
        return new(name, null, returnType, [.. parameterTypes], requiredParameterCount, invoker);
    }

    /// <summary>Makes a definition of a method with the activity attribute and an invoker of your own.</summary>
    /// <exception cref="ArgumentException">The method has no such attribute, or cannot be an activity.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ActivityDefinition Create(MethodInfo method, Func<object?[], object?> invoker)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(invoker);
        var attribute = HandlerMethods.AttributeOf<ActivityAttribute>(method);
        return attribute.Dynamic && attribute.Name is not null
            ? throw new ArgumentException($"{MemberNames.Of(method)} cannot be dynamic and have a name", nameof(method))
            : Of(attribute.Dynamic ? null : attribute.Name ?? ActivityMethods.NameOf(method), method, invoker);
    }

    /// <summary>Makes a definition of a method, with or without the attribute.</summary>
    /// <param name="name">The type name; null makes it dynamic.</param>
    /// <param name="method">The method whose parameters and result are used.</param>
    /// <param name="invoker">Runs it with one argument for each parameter.</param>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ActivityDefinition CreateWithoutAttribute(
        string? name, MethodInfo method, Func<object?[], object?> invoker)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(invoker);
        return Of(name, method, invoker);
    }

    /// <summary>Makes definitions of all methods of a type that have the activity attribute.</summary>
    /// <param name="instance">The instance on which they run; may be null if all are static.</param>
    /// <exception cref="ArgumentException">The type has no such method, or one needs an instance.</exception>
    public static IReadOnlyCollection<ActivityDefinition> CreateAll<T>(T? instance) => CreateAll(typeof(T), instance);

    /// <summary>Makes definitions of all methods of a type that have the activity attribute.</summary>
    /// <param name="type">The type.</param>
    /// <param name="instance">The instance on which they run; may be null if all are static.</param>
    /// <exception cref="ArgumentException">The type has no such method, or one needs an instance.</exception>
    public static IReadOnlyCollection<ActivityDefinition> CreateAll(Type type, object? instance)
    {
        ArgumentNullException.ThrowIfNull(type);
        return GeneratedDefinitions.ActivitiesOf(type) is { } activities ? OfGenerated(activities, instance)
            : MemberReflection.IsSupported ? OfReflected(type, instance)
            : throw GeneratedDefinitions.Missing(type);
    }

    /// <summary>Runs the activity's code and waits for its end.</summary>
    /// <param name="parameters">One argument for each parameter, including a trailing cancellation token.</param>
    public Task<object?> InvokeAsync(object?[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var result = invoker(parameters);
        return awaiter is null
            ? Task.FromResult(result)
            : awaiter(result ?? throw new InvalidOperationException($"{Owner} returned null instead of a task"));
    }

    /// <summary>Makes a definition of an activity that generated code describes.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="invoker">Runs it with one argument for each parameter.</param>
    /// <param name="awaiter">Waits for what the invoker returns; null if that is not a task.</param>
    internal static ActivityDefinition Of(
        GeneratedMethod activity, Func<object?[], object?> invoker, Func<object?, Task<object?>>? awaiter) =>
        new(activity, invoker, awaiter);

    private static ActivityDefinition[] OfGenerated(IReadOnlyList<GeneratedMethod> activities, object? instance) =>
    [
        .. activities.Select(activity => activity.IsStatic || instance is not null
            ? Of(activity, args => activity.Invoke(instance, args), activity.Await)
            : throw new ArgumentException(ActivityMethods.NoInstance(activity.Owner), nameof(instance))),
    ];

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static ActivityDefinition[] OfReflected(Type type, object? instance)
    {
        ActivityDefinition[] definitions =
        [
            .. ActivityMethods.AllOf(type).Select(m => Create(m, ActivityMethods.InvokerOf(m, instance))),
        ];
        return definitions.Length > 0
            ? definitions
            : throw new ArgumentException($"No activities found on {type}", nameof(type));
    }

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static ActivityDefinition Of(string? name, MethodInfo method, Func<object?[], object?> invoker)
    {
        ActivityMethods.Check(method);
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            throw new ArgumentException(
                $"Activity {MemberNames.Of(method)} is async void: it would be taken for done at its first await, and "
                + "what it throws would end the process. Let it return a Task",
                nameof(method));
        }

        var parameters = method.GetParameters();
        var definition = new ActivityDefinition(
            name,
            method,
            method.ReturnType,
            [.. parameters.Select(p => p.ParameterType)],
            parameters.Count(p => !p.HasDefaultValue),
            invoker)
        {
            CallDefaults = ActivityDefaults.Of(method, method.ReflectedType),
        };
        for (var place = 0; place < definition.Defaults.Length; place++)
        {
            definition.Defaults[place] = ActivityMethods.DefaultOf(parameters[place]);
        }

        return definition;
    }
}
