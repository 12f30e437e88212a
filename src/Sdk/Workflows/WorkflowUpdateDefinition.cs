using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Common;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>An update's name and the code that handles it.</summary>
public class WorkflowUpdateDefinition
{
    private readonly Func<object?, object?[], object?> invoker;
    private readonly Action<object?, object?[]>? validator;
    private readonly Func<Task, object?>? resultOf;

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private WorkflowUpdateDefinition(
        string? name,
        string? description,
        HandlerUnfinishedPolicy unfinishedPolicy,
        MethodInfo method,
        Func<object?, object?[], object?> invoker,
        MethodInfo? validatorMethod,
        Func<object?, object?[], object?>? validator)
    {
        if (!typeof(Task).IsAssignableFrom(method.ReturnType))
        {
            throw new ArgumentException(
                $"WorkflowUpdate method {MemberNames.Of(method)} must return a task", nameof(method));
        }

        HandlerMethods.CheckDynamic(name, method, "WorkflowUpdate");
        WorkflowNames.RefuseReservedHandler(name, $"WorkflowUpdate method {MemberNames.Of(method)}");
        CheckValidator(method, validatorMethod);
        OptionValues.Known(unfinishedPolicy);
        (Name, Description, UnfinishedPolicy) = (name, description, unfinishedPolicy);
        this.invoker = invoker;
        this.validator = validator is null ? null : (instance, arguments) => validator(instance, arguments);
        Parameters = new(method, isDynamic: name is null);
        resultOf = WorkflowResults.ReaderFor(method.ReturnType);
    }

    private WorkflowUpdateDefinition(GeneratedMethod method)
    {
        (Name, Description, UnfinishedPolicy) = (method.Name, method.Description, method.UnfinishedPolicy);
        (invoker, validator, resultOf) = (method.Invoke, method.Validate, method.ResultOf);
        Parameters = new(method, isDynamic: Name is null);
        Exclusive = method.Exclusive;
        OptionValues.Known(method.UnfinishedPolicy);
    }

    /// <summary>The update's name; null if it handles every update that has no handler of its own.</summary>
    public string? Name { get; private init; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; private init; }

    /// <summary>Whether it handles every update that has no handler of its own.</summary>
    public bool Dynamic => Name is null;

    internal HandlerUnfinishedPolicy UnfinishedPolicy { get; }

    /// <summary>Whether it waits for the exclusive handlers that arrived before.</summary>
    internal bool Exclusive { get; private init; }

    internal HandlerParameters Parameters { get; }

    /// <summary>Whether a validator checks updates before they are accepted.</summary>
    internal bool HasValidator => validator is not null;

    /// <summary>Makes a definition of a method with the update attribute.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="validatorMethod">The validator; null if there is none.</param>
    /// <exception cref="ArgumentException">It has no attribute, or cannot handle an update.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static WorkflowUpdateDefinition FromMethod(MethodInfo method, MethodInfo? validatorMethod = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        HandlerMethods.CheckPublicInstance(method, "WorkflowUpdate");
        if (validatorMethod is not null)
        {
            HandlerMethods.CheckPublicInstance(validatorMethod, "WorkflowUpdateValidator");
        }

        var attribute = HandlerMethods.AttributeOf<WorkflowUpdateAttribute>(method);
        return new(
            attribute.Dynamic ? null : attribute.Name ?? HandlerMethods.WithoutAsync(method.Name),
            attribute.Description,
            attribute.UnfinishedPolicy,
            method,
            MethodInvoker.Of(method),
            validatorMethod,
            validatorMethod is null ? null : MethodInvoker.Of(validatorMethod))
        {
            Exclusive = attribute.Exclusive,
        };
    }

    /// <summary>Makes a definition of delegates, for <see cref="Workflow.Updates"/>.</summary>
    /// <param name="name">The update's name; null handles every update that has no handler of its own.</param>
    /// <param name="del">The handler; it returns a task.</param>
    /// <param name="validatorDel">The validator; null if there is none.</param>
    /// <param name="unfinishedPolicy">What happens if the workflow ends while the handler runs.</param>
    /// <param name="description">A one-line description, shown in dashboards.</param>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static WorkflowUpdateDefinition CreateWithoutAttribute(
        string? name,
        Delegate del,
        Delegate? validatorDel = null,
        HandlerUnfinishedPolicy unfinishedPolicy = HandlerUnfinishedPolicy.WarnAndAbandon,
        string? description = null)
    {
        ArgumentNullException.ThrowIfNull(del);
        return new(
            name,
            description,
            unfinishedPolicy,
            del.Method,
            MethodInvoker.Of(del),
            validatorDel?.Method,
            validatorDel is null ? null : MethodInvoker.Of(validatorDel));
    }

    /// <summary>Makes a definition of a handler that generated code describes.</summary>
    internal static WorkflowUpdateDefinition Of(GeneratedMethod method) => new(method);

    /// <summary>The name by which a caller sends an update to the method.</summary>
    internal static string NameFromMethodForCall(MethodInfo method)
    {
        var attribute = HandlerMethods.AttributeOf<WorkflowUpdateAttribute>(method);
        return attribute.Dynamic
            ? throw new ArgumentException(
                $"{MemberNames.Of(method)} is dynamic, so it must be called by name", nameof(method))
            : attribute.Name ?? HandlerMethods.WithoutAsync(method.Name);
    }

    internal Task InvokeAsync(object? instance, object?[] arguments) => (Task)invoker(instance, arguments)!;

    internal object? ResultOf(Task task) => resultOf?.Invoke(task);

    internal void Validate(object? instance, object?[] arguments) => validator?.Invoke(instance, arguments);

    private static void CheckValidator(MethodInfo method, MethodInfo? validator)
    {
        if (validator is null)
        {
            return;
        }

        if (validator.ReturnType != typeof(void))
        {
            throw new ArgumentException(
                $"WorkflowUpdateValidator method {MemberNames.Of(validator)} must be void", nameof(validator));
        }

        var types = validator.GetParameters().Select(p => p.ParameterType);
        if (!types.SequenceEqual(method.GetParameters().Select(p => p.ParameterType)))
        {
            throw new ArgumentException(
                $"WorkflowUpdateValidator method {MemberNames.Of(validator)} must have the parameters of "
                + MemberNames.Of(method),
                nameof(validator));
        }
    }
}
