namespace Cairn.Workflows;

/// <summary>
/// Marks the method that looks at an update before it is taken on: it has the handler's parameters, returns nothing,
/// changes nothing, and refuses the update by throwing.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowUpdateValidatorAttribute : Attribute
{
    /// <summary>Marks the validator of a method.</summary>
    /// <param name="updateMethod">The name of the method with the update attribute.</param>
    public WorkflowUpdateValidatorAttribute(string updateMethod) => UpdateMethod = updateMethod;

    /// <summary>The name of the method with the update attribute.</summary>
    public string UpdateMethod { get; private init; }
}
