using System.Reflection;

namespace Cairn.Workflows;

/// <summary>What a class says about the workflow that it is.</summary>
internal sealed class WorkflowMembers
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public WorkflowMembers(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.ContainsGenericParameters)
        {
            throw new ArgumentException($"Workflow {type} cannot be generic", nameof(type));
        }

        Attribute = AttributeOf(type);
        Name = NameOf(type, Attribute);
        if (Attribute is { Dynamic: true, Name: not null })
        {
            throw new ArgumentException($"Workflow {type} cannot be dynamic and have a name", nameof(type));
        }

        Run = RunOf(type);
        Init = InitOf(type, Run);
        DynamicOptions = DynamicOptionsOf(type, Attribute);
        DefaultConstructor = type.IsAbstract ? null : type.GetConstructor(System.Type.EmptyTypes);
        var methods = type.GetMethods(Any);
        var validators = ValidatorsOf(methods);
        foreach (var method in methods)
        {
            Read(method, validators);
        }

        if (validators.Count > 0)
        {
            throw new ArgumentException(
                $"WorkflowUpdateValidator of {type} names a method that is no update: {validators.Keys.First()}",
                nameof(type));
        }

        foreach (var property in type.GetProperties(Any).Where(p => p.IsDefined(typeof(WorkflowQueryAttribute), false)))
        {
            Add(WorkflowQueryDefinition.FromProperty(property));
        }
    }

    public WorkflowAttribute Attribute { get; }

    public string Name { get; }

    public MethodInfo Run { get; }

    public ConstructorInfo? Init { get; }

    public ConstructorInfo? DefaultConstructor { get; }

    public MethodInfo? DynamicOptions { get; }

    public Dictionary<string, WorkflowSignalDefinition> Signals { get; } = [];

    public WorkflowSignalDefinition? DynamicSignal { get; private set; }

    public Dictionary<string, WorkflowQueryDefinition> Queries { get; } = [];

    public WorkflowQueryDefinition? DynamicQuery { get; private set; }

    public Dictionary<string, WorkflowUpdateDefinition> Updates { get; } = [];

    public WorkflowUpdateDefinition? DynamicUpdate { get; private set; }

    public static WorkflowAttribute AttributeOf(Type type) =>
        type.GetCustomAttribute<WorkflowAttribute>(inherit: false)
        ?? throw new ArgumentException($"{type} missing Workflow attribute", nameof(type));

    public static string NameOf(Type type, WorkflowAttribute attribute)
    {
        var isNamedAsInterface = type.IsInterface && type.Name is ['I', var second, ..] && char.IsUpper(second);
        return attribute.Name ?? (isNamedAsInterface ? type.Name[1..] : type.Name);
    }

    private static MethodInfo RunOf(Type type)
    {
        var runs = type.GetMethods(Any).Where(m => m.IsDefined(typeof(WorkflowRunAttribute), inherit: false)).ToArray();
        var run = runs switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"Workflow {type} has no method with WorkflowRun", nameof(type)),
            _ => throw new ArgumentException($"Workflow {type} has several methods with WorkflowRun", nameof(type)),
        };
        HandlerMethods.CheckPublicInstance(run, "WorkflowRun");
        if (run.DeclaringType != type)
        {
            throw new ArgumentException(
                $"WorkflowRun method of {type} must be declared on it and not on {run.DeclaringType}", nameof(type));
        }

        return typeof(Task).IsAssignableFrom(run.ReturnType)
            ? run
            : throw new ArgumentException($"WorkflowRun method of {type} must return a task", nameof(type));
    }

    private static ConstructorInfo? InitOf(Type type, MethodInfo run)
    {
        var inits = type.GetConstructors(Any)
            .Where(c => c.IsDefined(typeof(WorkflowInitAttribute), inherit: false))
            .ToArray();
        if (inits is [])
        {
            return null;
        }

        return inits is [{ IsPublic: true } only] && Types(only).SequenceEqual(Types(run))
            ? only
            : throw new ArgumentException(
                $"WorkflowInit constructor of {type} must be one, public, with the run method's parameters",
                nameof(type));
    }

    private static MethodInfo? DynamicOptionsOf(Type type, WorkflowAttribute attribute)
    {
        var all = type.GetMethods(Any)
            .Where(m => m.IsDefined(typeof(WorkflowDynamicOptionsAttribute), inherit: false))
            .ToArray();
        var wrong = all switch
        {
            [] => null,
            _ when !attribute.Dynamic => "is only for dynamic workflows",
            [var only] when !only.IsPublic || only.ReturnType != typeof(WorkflowDefinitionOptions)
                || only.GetParameters().Length > 0 || only.ContainsGenericParameters =>
                "must be public, take nothing and return WorkflowDefinitionOptions",
            [_] => null,
            _ => "can mark one method only",
        };
        return wrong is null
            ? all.SingleOrDefault()
            : throw new ArgumentException($"WorkflowDynamicOptions of {type} {wrong}", nameof(type));
    }

    private static IEnumerable<Type> Types(MethodBase method) => method.GetParameters().Select(p => p.ParameterType);

    private static Dictionary<string, MethodInfo> ValidatorsOf(MethodInfo[] methods)
    {
        var validators = new Dictionary<string, MethodInfo>();
        foreach (var method in methods)
        {
            if (method.GetCustomAttribute<WorkflowUpdateValidatorAttribute>(inherit: false) is { } attribute
                && !validators.TryAdd(attribute.UpdateMethod, method))
            {
                throw new ArgumentException($"More than one validator of update method {attribute.UpdateMethod}");
            }
        }

        return validators;
    }

    private void Read(MethodInfo method, Dictionary<string, MethodInfo> validators)
    {
        if (method.IsDefined(typeof(WorkflowSignalAttribute), inherit: false))
        {
            var signal = WorkflowSignalDefinition.FromMethod(method);
            var taken = signal.Dynamic ? DynamicSignal is not null : !Signals.TryAdd(signal.Name!, signal);
            DynamicSignal = signal.Dynamic ? signal : DynamicSignal;
            RequireFree(taken, "signal", signal.Name);
        }

        if (method.IsDefined(typeof(WorkflowQueryAttribute), inherit: false))
        {
            Add(WorkflowQueryDefinition.FromMethod(method));
        }

        if (method.IsDefined(typeof(WorkflowUpdateAttribute), inherit: false))
        {
            validators.Remove(method.Name, out var validator);
            var update = WorkflowUpdateDefinition.FromMethod(method, validator);
            var taken = update.Dynamic ? DynamicUpdate is not null : !Updates.TryAdd(update.Name!, update);
            DynamicUpdate = update.Dynamic ? update : DynamicUpdate;
            RequireFree(taken, "update", update.Name);
        }
    }

    private void Add(WorkflowQueryDefinition query)
    {
        var taken = query.Dynamic ? DynamicQuery is not null : !Queries.TryAdd(query.Name!, query);
        DynamicQuery = query.Dynamic ? query : DynamicQuery;
        RequireFree(taken, "query", query.Name);
    }

    private void RequireFree(bool taken, string what, string? name)
    {
        if (taken)
        {
            throw new ArgumentException($"Workflow {Name} has more than one {what} named {name ?? "(dynamic)"}");
        }
    }
}
