using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>A workflow type and the code that runs it, with its handlers.</summary>
public class WorkflowDefinition
{
    private static readonly ConcurrentDictionary<Type, WorkflowDefinition> Known = new();

    private readonly Func<object?[], object>? creator;
    private readonly Func<object?, object?[], object?> runner;
    private readonly bool hasInit;
    private readonly Func<MethodInfo?> findRun;
    private MethodInfo? run;

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private WorkflowDefinition(Type type, string? nameOverride, Func<object?[], object>? creatorOverride)
    {
        var members = new WorkflowMembers(type);
        Type = type;
        run = members.Run;
        findRun = () => run;
        Name = members.Attribute.Dynamic ? null : nameOverride ?? members.Name;
        WorkflowNames.RefuseReserved(Name, $"Workflow {type}");
        FailureExceptionTypes = members.Attribute.FailureExceptionTypes;
        Signals = members.Signals;
        DynamicSignal = members.DynamicSignal;
        Queries = members.Queries;
        DynamicQuery = members.DynamicQuery;
        Updates = members.Updates;
        DynamicUpdate = members.DynamicUpdate;
        DynamicOptionsGetter = members.DynamicOptions is { } options
            ? OptionsGetter(type, MethodInvoker.Of(options))
            : null;
        Parameters = new(run, isDynamic: Dynamic);
        hasInit = members.Init is not null || creatorOverride is not null;
        creator = creatorOverride
            ?? ((members.Init ?? members.DefaultConstructor) is { } constructor ? MethodInvoker.Of(constructor)
                : type.IsValueType ? _ => Activator.CreateInstance(type)!
                : null);
        runner = MethodInvoker.Of(run);
        ResultOf = WorkflowResults.ReaderFor(run.ReturnType);
    }

    private WorkflowDefinition(
        GeneratedWorkflow workflow, string? nameOverride, Func<object?[], object>? creatorOverride)
    {
        Type = workflow.Type;
        Name = workflow.Name is null ? null : nameOverride ?? workflow.Name;
        WorkflowNames.RefuseReserved(Name, $"Workflow {Type}");
        FailureExceptionTypes = workflow.FailureExceptionTypes;
        var signals = workflow.Signals.Select(WorkflowSignalDefinition.Of).ToLookup(each => each.Dynamic);
        Signals = signals[false].ToDictionary(each => each.Name!);
        DynamicSignal = signals[true].SingleOrDefault();
        var queries = workflow.Queries.Select(WorkflowQueryDefinition.Of).ToLookup(each => each.Dynamic);
        Queries = queries[false].ToDictionary(each => each.Name!);
        DynamicQuery = queries[true].SingleOrDefault();
        var updates = workflow.Updates.Select(WorkflowUpdateDefinition.Of).ToLookup(each => each.Dynamic);
        Updates = updates[false].ToDictionary(each => each.Name!);
        DynamicUpdate = updates[true].SingleOrDefault();
        DynamicOptionsGetter = workflow.DynamicOptions is { } options
            ? OptionsGetter(Type, (instance, _) => options(instance))
            : null;
        Parameters = new(workflow.Run, isDynamic: Dynamic);
        hasInit = workflow.HasInit || creatorOverride is not null;
        creator = creatorOverride ?? workflow.Create;
        runner = workflow.Run.Invoke;
        ResultOf = workflow.Run.ResultOf;
        findRun = workflow.Run.Find ?? (static () => null);
    }

    /// <summary>The type name; null if it handles every type that has no definition of its own.</summary>
    public string? Name { get; private init; }

    /// <summary>The class or struct.</summary>
    public Type Type { get; private init; }

    /// <summary>The run method.</summary>
    /// <exception cref="InvalidOperationException">The program was trimmed, and does not have it as such.</exception>
    public MethodInfo RunMethod => run ??= findRun()
        ?? throw new InvalidOperationException($"The run method of {Type} cannot be found by reflection");

    /// <summary>Whether a worker can run it: an interface or an abstract class is only for callers.</summary>
    public bool Instantiable => creator is not null;

    /// <summary>The signal handlers, by name.</summary>
    public IReadOnlyDictionary<string, WorkflowSignalDefinition> Signals { get; private init; }

    /// <summary>The handler of other signals; null if there is none.</summary>
    public WorkflowSignalDefinition? DynamicSignal { get; private init; }

    /// <summary>The query handlers, by name.</summary>
    public IReadOnlyDictionary<string, WorkflowQueryDefinition> Queries { get; private init; }

    /// <summary>The handler of other queries; null if there is none.</summary>
    public WorkflowQueryDefinition? DynamicQuery { get; private init; }

    /// <summary>The update handlers, by name.</summary>
    public IReadOnlyDictionary<string, WorkflowUpdateDefinition> Updates { get; private init; }

    /// <summary>The handler of other updates; null if there is none.</summary>
    public WorkflowUpdateDefinition? DynamicUpdate { get; private init; }

    /// <summary>Whether it handles every workflow type that has no definition of its own.</summary>
    public bool Dynamic => Name is null;

    /// <summary>Exception types that fail the workflow instead of its task.</summary>
    public Type[]? FailureExceptionTypes { get; private init; }

    /// <summary>
    /// Reads the options of a run from an instance of a dynamic workflow; null if the class has no such method.
    /// </summary>
    public Func<object?, WorkflowDefinitionOptions>? DynamicOptionsGetter { get; private init; }

    internal HandlerParameters Parameters { get; }

    /// <summary>Reads the result of the run method's task; null if there is none.</summary>
    internal Func<Task, object?>? ResultOf { get; }

    /// <summary>The definition of a class with the workflow attribute. It is made once and cached.</summary>
    /// <exception cref="ArgumentException">The class cannot be a workflow; the message says why.</exception>
    public static WorkflowDefinition Create<T>() => Create(typeof(T));

    /// <summary>The definition of a class with the workflow attribute. It is made once and cached.</summary>
    /// <exception cref="ArgumentException">The class cannot be a workflow; the message says why.</exception>
    public static WorkflowDefinition Create(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Known.GetOrAdd(type, static t => Of(t, null, null));
    }

    /// <summary>A definition with another name or with its own way to create instances.</summary>
    /// <param name="type">The class.</param>
    /// <param name="nameOverride">The type name; null means the attribute's.</param>
    /// <param name="creatorOverride">
    /// Creates an instance from the workflow's arguments; null uses the constructor.
    /// </param>
    public static WorkflowDefinition Create(
        Type type, string? nameOverride, Func<object?[], object>? creatorOverride)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Of(type, nameOverride, creatorOverride);
    }

    /// <summary>Creates an instance for a run.</summary>
    /// <param name="workflowArguments">The workflow's arguments, for a constructor with the init attribute.</param>
    public object CreateWorkflowInstance(object?[] workflowArguments) => creator is null
        ? throw new InvalidOperationException($"{Type} is for callers only and cannot be run")
        : creator(hasInit ? workflowArguments : []);

    /// <summary>The type name by which a caller starts the workflow of a run method.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    internal static string NameFromRunMethodForCall(MethodInfo method)
    {
        _ = HandlerMethods.AttributeOf<WorkflowRunAttribute>(method);
        var type = method.ReflectedType ?? method.DeclaringType!;
        var attribute = WorkflowMembers.AttributeOf(type);
        return attribute.Dynamic
            ? throw new ArgumentException($"{type} is dynamic, so it must be started by name", nameof(method))
            : WorkflowMembers.NameOf(type, attribute);
    }

    internal Task RunAsync(object instance, object?[] arguments) => (Task)runner(instance, arguments)!;

    private static WorkflowDefinition Of(
        Type type, string? nameOverride, Func<object?[], object>? creatorOverride) =>
        GeneratedDefinitions.WorkflowOf(type) is { } workflow ? new(workflow, nameOverride, creatorOverride)
        : MemberReflection.IsSupported ? new(type, nameOverride, creatorOverride)
        : throw GeneratedDefinitions.Missing(type);

    private static Func<object?, WorkflowDefinitionOptions> OptionsGetter(
        Type type, Func<object?, object?[], object?> method) =>
        instance => (WorkflowDefinitionOptions?)method(instance, [])
            ?? throw new InvalidOperationException($"WorkflowDynamicOptions of {type} returned null");
}
