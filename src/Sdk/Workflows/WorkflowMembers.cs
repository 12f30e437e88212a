using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>The members of a workflow class that the SDK uses.</summary>
[RequiresUnreferencedCode(MemberReflection.Needed)]
[RequiresDynamicCode(MemberReflection.Needed)]
internal sealed class WorkflowMembers
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Type[] MethodAttributes =
    [
        typeof(WorkflowRunAttribute),
        typeof(WorkflowSignalAttribute),
        typeof(WorkflowQueryAttribute),
        typeof(WorkflowUpdateAttribute),
        typeof(WorkflowUpdateValidatorAttribute),
        typeof(WorkflowDynamicOptionsAttribute),
    ];

    private readonly Type type;
    private readonly List<string> wrong = [];

    /// <summary>Reads a class.</summary>
    /// <param name="type">The class.</param>
    /// <exception cref="ArgumentException">It cannot be a workflow; the message lists all errors.</exception>
    public WorkflowMembers(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        this.type = type;
        Attribute = AttributeOf(type);
        Name = NameOf(type, Attribute);
        Try(CheckType);
        Try(() => Run = RunOf(type));
        Try(() => Init = Run is null ? null : InitOf(type, Run));
        Try(() => DynamicOptions = DynamicOptionsOf(type, Attribute));
        DefaultConstructor = type.IsAbstract ? null : type.GetConstructor(Type.EmptyTypes);
        ReadHandlers();
        if (wrong.Count > 0)
        {
            throw new ArgumentException(
                wrong is [var only] ? only : $"{type} cannot be a workflow:\n- {string.Join("\n- ", wrong)}");
        }
    }

    public WorkflowAttribute Attribute { get; }

    public string Name { get; }

    public MethodInfo Run { get; private set; } = null!;

    public ConstructorInfo? Init { get; private set; }

    public ConstructorInfo? DefaultConstructor { get; }

    public MethodInfo? DynamicOptions { get; private set; }

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
            [] => throw new ArgumentException($"Workflow {type} has no method with WorkflowRun"),
            _ => throw new ArgumentException($"Workflow {type} has several methods with WorkflowRun: "
                + string.Join(", ", runs.Select(m => m.Name))),
        };
        HandlerMethods.CheckPublicInstance(run, "WorkflowRun");
        if (run.DeclaringType != type)
        {
            throw new ArgumentException(
                $"WorkflowRun method of {type} must be declared on it and not on {run.DeclaringType}", nameof(type));
        }

        var wrong = run switch
        {
            _ when !typeof(Task).IsAssignableFrom(run.ReturnType) => "must return a task",
            _ when AttributeOf(type).Dynamic
                && !(run.GetParameters() is [var only] && only.ParameterType == typeof(IRawValue[])) =>
                "must take IRawValue[] and nothing else, because the workflow is dynamic",
            _ => null,
        };
        return wrong is null ? run : throw new ArgumentException($"WorkflowRun method {MemberNames.Of(run)} {wrong}");
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
                throw new ArgumentException(
                    $"More than one validator of update method {attribute.UpdateMethod} in {method.ReflectedType}");
            }
        }

        return validators;
    }

    // The errors of one member are reported together with those of the others.
    private void Try(Action read)
    {
        try
        {
            read();
        }
        catch (ArgumentException e)
        {
            wrong.Add(e.Message.Replace($" (Parameter '{e.ParamName}')", string.Empty, StringComparison.Ordinal));
        }
    }

    private void CheckType()
    {
        if (type.IsGenericType)
        {
            throw new ArgumentException($"Workflow {type} cannot be generic");
        }

        if (Attribute is { Dynamic: true, Name: not null })
        {
            throw new ArgumentException($"Workflow {type} cannot be dynamic and have a name");
        }
    }

    private void ReadHandlers()
    {
        var methods = type.GetMethods(Any);
        Dictionary<string, MethodInfo> validators = [];
        Try(() => validators = ValidatorsOf(methods));
        foreach (var method in methods)
        {
            foreach (var attribute in MethodAttributes)
            {
                Try(() => Overrides.RequireRepeated(type, method, attribute));
            }

            Try(() => Read(method, validators));
        }

        foreach (var (update, validator) in validators)
        {
            wrong.Add(
                $"WorkflowUpdateValidator {MemberNames.Of(validator)} names a method that is no update: {update}");
        }

        foreach (var property in type.GetProperties(Any))
        {
            Try(() => Overrides.RequireRepeated(type, property, typeof(WorkflowQueryAttribute)));
            Try(() => Overrides.RequireRepeated(type, property, typeof(WorkflowSignalAttribute)));
            if (property.IsDefined(typeof(WorkflowSignalAttribute), inherit: false))
            {
                Try(() => Add(WorkflowSignalDefinition.FromProperty(property)));
            }

            if (property.IsDefined(typeof(WorkflowQueryAttribute), inherit: false))
            {
                Try(() => Add(WorkflowQueryDefinition.FromProperty(property)));
            }
        }
    }

    private void Read(MethodInfo method, Dictionary<string, MethodInfo> validators)
    {
        if (method.IsDefined(typeof(WorkflowSignalAttribute), inherit: false))
        {
            Add(WorkflowSignalDefinition.FromMethod(method));
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

    private void Add(WorkflowSignalDefinition signal)
    {
        var taken = signal.Dynamic ? DynamicSignal is not null : !Signals.TryAdd(signal.Name!, signal);
        DynamicSignal = signal.Dynamic ? signal : DynamicSignal;
        RequireFree(taken, "signal", signal.Name);
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
            throw new ArgumentException($"Workflow {type} has more than one {what} named {name ?? "(dynamic)"}");
        }
    }
}
