namespace Cairn.Workflows;

/// <summary>Marks a class, or an interface that callers use, as a workflow.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class WorkflowAttribute : Attribute
{
    /// <summary>Uses the class's name as type name, or an interface's name without a leading I.</summary>
    public WorkflowAttribute()
    {
    }

    /// <summary>Sets the type name.</summary>
    public WorkflowAttribute(string name) => Name = name;

    /// <summary>The type name; null means the class's name.</summary>
    public string? Name { get; }

    /// <summary>
    /// True handles every workflow type that has no class of its own; its run method takes IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>Exception types that fail the workflow instead of its task; none by default.</summary>
    public Type[]? FailureExceptionTypes { get; set; }
}

/// <summary>
/// Marks the method by which a dynamic workflow sets the options of a run. It is public, has no parameters and returns
/// <see cref="WorkflowDefinitionOptions"/>. It is called once for each run, after the constructor and before the run
/// method and all handlers; <see cref="Workflow.Info"/> describes the run.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowDynamicOptionsAttribute : Attribute;

/// <summary>
/// Marks the constructor that receives the workflow's arguments. It has the parameters of the run method, and runs
/// before any handler.
/// </summary>
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
public sealed class WorkflowInitAttribute : Attribute;

/// <summary>Marks the one method that runs the workflow. It is public, not static, and returns a task.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowRunAttribute : Attribute;

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

/// <summary>
/// Marks a method or a property that answers a query. It is public, not static, returns a value synchronously and
/// changes nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class WorkflowQueryAttribute : Attribute
{
    /// <summary>Uses the member's name as the query's name.</summary>
    public WorkflowQueryAttribute()
    {
    }

    /// <summary>Sets the query's name.</summary>
    public WorkflowQueryAttribute(string name) => Name = name;

    /// <summary>The query's name; null means the member's, Async included.</summary>
    public string? Name { get; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True answers every query that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }
}

/// <summary>
/// Marks a method that handles a signal, which is public, not static, and returns a task without a result; or a
/// property that keeps signals until the workflow takes them, which is a public <see cref="SignalChannel{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class WorkflowSignalAttribute : Attribute
{
    /// <summary>Uses the method's name, without Async, as the signal's name.</summary>
    public WorkflowSignalAttribute()
    {
    }

    /// <summary>Sets the signal's name.</summary>
    public WorkflowSignalAttribute(string name) => Name = name;

    /// <summary>The signal's name; null means the method's, without Async.</summary>
    public string? Name { get; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True handles every signal that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>What happens if the workflow ends while the handler runs; a warning by default.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; set; } = HandlerUnfinishedPolicy.WarnAndAbandon;

    /// <summary>
    /// True begins the handler only when all exclusive handlers of the workflow, of signals and updates, that arrived
    /// before it have ended; false by default. To set it for code whose runs are open is a change of their history.
    /// </summary>
    public bool Exclusive { get; set; }
}

/// <summary>
/// Marks a method that handles an update. It is public, not static, and returns a task.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowUpdateAttribute : Attribute
{
    /// <summary>Uses the method's name, without Async, as the update's name.</summary>
    public WorkflowUpdateAttribute()
    {
    }

    /// <summary>Sets the update's name.</summary>
    public WorkflowUpdateAttribute(string name) => Name = name;

    /// <summary>The update's name; null means the method's, without Async.</summary>
    public string? Name { get; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True handles every update that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>What happens if the workflow ends while the handler runs; a warning by default.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; set; } = HandlerUnfinishedPolicy.WarnAndAbandon;

    /// <summary>
    /// True begins the handler only when all exclusive handlers of the workflow, of signals and updates, that arrived
    /// before it have ended; false by default. Validators do not wait. To set it for code whose runs are open is a
    /// change of their history.
    /// </summary>
    public bool Exclusive { get; set; }
}
