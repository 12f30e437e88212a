using System.Reflection;
using Cairn.Common;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>A query's name and the code that answers it.</summary>
public class WorkflowQueryDefinition
{
    private readonly Func<object?, object?[], object?> invoker;

    private WorkflowQueryDefinition(
        string? name, string? description, MethodInfo method, Func<object?, object?[], object?> invoker)
    {
        if (method.ReturnType == typeof(void) || typeof(Task).IsAssignableFrom(method.ReturnType))
        {
            throw new ArgumentException(
                $"WorkflowQuery method {MemberNames.Of(method)} must return a value, and no task", nameof(method));
        }

        HandlerMethods.CheckDynamic(name, method, "WorkflowQuery");
        WorkflowNames.RefuseReservedHandler(name, $"WorkflowQuery method {MemberNames.Of(method)}");
        (Name, Description, this.invoker) = (name, description, invoker);
        Parameters = new(method, isDynamic: name is null);
    }

    private WorkflowQueryDefinition(GeneratedMethod method)
    {
        (Name, Description, invoker) = (method.Name, method.Description, method.Invoke);
        Parameters = new(method, isDynamic: Name is null);
    }

    /// <summary>The query's name; null if it answers every query that has no handler of its own.</summary>
    public string? Name { get; private init; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; private init; }

    /// <summary>Whether it answers every query that has no handler of its own.</summary>
    public bool Dynamic => Name is null;

    internal HandlerParameters Parameters { get; }

    /// <summary>Makes a definition of a method with the query attribute.</summary>
    /// <exception cref="ArgumentException">It has no attribute, or cannot answer a query.</exception>
    public static WorkflowQueryDefinition FromMethod(MethodInfo method)
    {
        ArgumentNullException.ThrowIfNull(method);
        HandlerMethods.CheckPublicInstance(method, "WorkflowQuery");
        var attribute = HandlerMethods.AttributeOf<WorkflowQueryAttribute>(method);
        return new(
            attribute.Dynamic ? null : attribute.Name ?? method.Name,
            attribute.Description,
            method,
            MethodInvoker.Of(method));
    }

    /// <summary>Makes a definition of a property with the query attribute.</summary>
    /// <exception cref="ArgumentException">It has no attribute, or cannot be read.</exception>
    public static WorkflowQueryDefinition FromProperty(PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        var getter = property.GetMethod
            ?? throw new ArgumentException(
                $"WorkflowQuery property {MemberNames.Of(property)} must have a getter", nameof(property));
        HandlerMethods.CheckPublicInstance(getter, "WorkflowQuery");
        var attribute = HandlerMethods.AttributeOf<WorkflowQueryAttribute>(property);
        return attribute.Dynamic
            ? throw new ArgumentException(
                $"WorkflowQuery property {MemberNames.Of(property)} cannot be dynamic", nameof(property))
            : new(attribute.Name ?? property.Name, attribute.Description, getter, MethodInvoker.Of(getter));
    }

    /// <summary>Makes a definition of a delegate, for <see cref="Workflow.Queries"/>.</summary>
    /// <param name="name">The query's name; null answers every query that has no handler of its own.</param>
    /// <param name="del">The handler; it returns a value at once.</param>
    /// <param name="description">A one-line description, shown in dashboards.</param>
    public static WorkflowQueryDefinition CreateWithoutAttribute(string? name, Delegate del, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(del);
        return new(name, description, del.Method, MethodInvoker.Of(del));
    }

    /// <summary>Makes a definition of a handler that generated code describes.</summary>
    internal static WorkflowQueryDefinition Of(GeneratedMethod method) => new(method);

    /// <summary>The name by which a caller queries the method or property.</summary>
    internal static string NameFromMemberForCall(MemberInfo member)
    {
        var attribute = HandlerMethods.AttributeOf<WorkflowQueryAttribute>(member);
        return attribute.Dynamic
            ? throw new ArgumentException(
                $"{MemberNames.Of(member)} is dynamic, so it must be queried by name", nameof(member))
            : attribute.Name ?? member.Name;
    }

    internal object? Invoke(object? instance, object?[] arguments) => invoker(instance, arguments);
}
