using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Common;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>A signal's name and the code that handles it.</summary>
public class WorkflowSignalDefinition
{
    private readonly Func<object?, object?[], object?> invoker;

    private WorkflowSignalDefinition(
        string? name,
        string? description,
        HandlerUnfinishedPolicy unfinishedPolicy,
        MethodInfo method,
        Func<object?, object?[], object?> invoker)
    {
        if (method.ReturnType != typeof(Task))
        {
            throw new ArgumentException(
                $"WorkflowSignal method {MemberNames.Of(method)} must return Task", nameof(method));
        }

        HandlerMethods.CheckDynamic(name, method, "WorkflowSignal");
        WorkflowNames.RefuseReservedHandler(name, $"WorkflowSignal method {MemberNames.Of(method)}");
        OptionValues.Known(unfinishedPolicy);
        (Name, Description, UnfinishedPolicy, this.invoker) = (name, description, unfinishedPolicy, invoker);
        Parameters = new(method, isDynamic: name is null);
    }

    private WorkflowSignalDefinition(
        string? name,
        string? description,
        HandlerUnfinishedPolicy unfinishedPolicy,
        HandlerParameters parameters,
        Func<object?, object?[], object?> invoker)
    {
        OptionValues.Known(unfinishedPolicy);
        (Name, Description, UnfinishedPolicy, this.invoker) = (name, description, unfinishedPolicy, invoker);
        Parameters = parameters;
    }

    /// <summary>The signal's name; null if it handles every signal that has no handler of its own.</summary>
    public string? Name { get; private init; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; private init; }

    /// <summary>Whether it handles every signal that has no handler of its own.</summary>
    public bool Dynamic => Name is null;

    internal HandlerUnfinishedPolicy UnfinishedPolicy { get; }

    /// <summary>Whether it waits for the exclusive handlers that arrived before.</summary>
    internal bool Exclusive { get; private init; }

    /// <summary>Finds the channel that takes it in the workflow's object; null if a method handles it.</summary>
    internal Func<object?, ISignalChannel>? Channel { get; private init; }

    internal HandlerParameters Parameters { get; }

    /// <summary>Makes a definition of a method with the signal attribute.</summary>
    /// <exception cref="ArgumentException">It has no attribute, or cannot handle a signal.</exception>
    public static WorkflowSignalDefinition FromMethod(MethodInfo method)
    {
        ArgumentNullException.ThrowIfNull(method);
        HandlerMethods.CheckPublicInstance(method, "WorkflowSignal");
        var attribute = HandlerMethods.AttributeOf<WorkflowSignalAttribute>(method);
        return new(
            attribute.Dynamic ? null : attribute.Name ?? HandlerMethods.WithoutAsync(method.Name),
            attribute.Description,
            attribute.UnfinishedPolicy,
            method,
            MethodInvoker.Of(method))
        {
            Exclusive = attribute.Exclusive,
        };
    }

    /// <summary>Makes a definition of a <see cref="SignalChannel{T}"/> property with the signal attribute.</summary>
    /// <exception cref="ArgumentException">It has no attribute, or cannot take a signal.</exception>
    public static WorkflowSignalDefinition FromProperty(PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        var attribute = HandlerMethods.AttributeOf<WorkflowSignalAttribute>(property);
        var wrong = property switch
        {
            _ when !typeof(ISignalChannel).IsAssignableFrom(property.PropertyType) => "must be a SignalChannel",
            { GetMethod: not { IsPublic: true, IsStatic: false } } => "must be public and not static, with a getter",
            _ when attribute.Dynamic => "cannot be dynamic",
            _ when attribute.Exclusive => "cannot be exclusive: its signals wait in order already",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException(
                $"WorkflowSignal property {MemberNames.Of(property)} {wrong}", nameof(property));
        }

        var name = attribute.Name ?? property.Name;
        WorkflowNames.RefuseReservedHandler(name, $"WorkflowSignal property {MemberNames.Of(property)}");
        var getter = MethodInvoker.Of(property.GetMethod!);
        return OfChannel(
            name,
            attribute.Description,
            attribute.UnfinishedPolicy,
            new(property.PropertyType.GetGenericArguments()[0]),
            instance => (ISignalChannel?)getter(instance, []) ?? throw NoChannel(MemberNames.Of(property)));
    }

    /// <summary>Makes a definition of a delegate, for <see cref="Workflow.Signals"/>.</summary>
    /// <param name="name">The signal's name; null handles every signal that has no handler of its own.</param>
    /// <param name="del">The handler; it returns a task.</param>
    /// <param name="unfinishedPolicy">What happens if the workflow ends while the handler runs.</param>
    /// <param name="description">A one-line description, shown in dashboards.</param>
    public static WorkflowSignalDefinition CreateWithoutAttribute(
        string? name,
        Delegate del,
        HandlerUnfinishedPolicy unfinishedPolicy = HandlerUnfinishedPolicy.WarnAndAbandon,
        string? description = null)
    {
        ArgumentNullException.ThrowIfNull(del);
        return new(name, description, unfinishedPolicy, del.Method, MethodInvoker.Of(del));
    }

    /// <summary>Makes a definition of a handler that generated code describes.</summary>
    internal static WorkflowSignalDefinition Of(GeneratedMethod method)
    {
        var parameters = new HandlerParameters(method, isDynamic: method.Name is null);
        return method.IsChannel
            ? OfChannel(
                method.Name!,
                method.Description,
                method.UnfinishedPolicy,
                parameters,
                instance => (ISignalChannel?)method.Invoke(instance, []) ?? throw NoChannel(method.Owner))
            : new(method.Name, method.Description, method.UnfinishedPolicy, parameters, method.Invoke)
            {
                Exclusive = method.Exclusive,
            };
    }

    /// <summary>The name by which a caller signals the method.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    internal static string NameFromMethodForCall(MethodInfo method)
    {
        if (method.IsSpecialName && PropertyOf(method) is { } channel)
        {
            return HandlerMethods.AttributeOf<WorkflowSignalAttribute>(channel).Name ?? channel.Name;
        }

        var attribute = HandlerMethods.AttributeOf<WorkflowSignalAttribute>(method);
        return attribute.Dynamic
            ? throw new ArgumentException(
                $"{MemberNames.Of(method)} is dynamic, so it must be signalled by name", nameof(method))
            : attribute.Name ?? HandlerMethods.WithoutAsync(method.Name);
    }

    private static WorkflowSignalDefinition OfChannel(
        string name,
        string? description,
        HandlerUnfinishedPolicy unfinishedPolicy,
        HandlerParameters parameters,
        Func<object?, ISignalChannel> channelOf) =>
        new(name, description, unfinishedPolicy, parameters, (instance, arguments) =>
        {
            channelOf(instance).Add(arguments[0]);
            return Task.CompletedTask;
        })
        {
            Channel = channelOf,
        };

    private static InvalidOperationException NoChannel(string owner) => new($"{owner} is null: initialize it");

    internal Task InvokeAsync(object? instance, object?[] arguments) => (Task)invoker(instance, arguments)!;

    // A lambda that sends into a channel is read as its property's getter.
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    private static PropertyInfo? PropertyOf(MethodInfo getter) =>
        Array.Find(getter.DeclaringType!.GetProperties(), property => property.GetMethod == getter);
}
