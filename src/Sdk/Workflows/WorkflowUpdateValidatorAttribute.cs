namespace Cairn.Workflows;

/// <summary>
/// Marks the method that checks an update before it is accepted: it has the handler's parameters, returns nothing,
/// changes nothing, and rejects the update by throwing.
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
