using System.Diagnostics.CodeAnalysis;
using Cairn.Activities;
using Cairn.Client.Interceptors;
using Cairn.Converters;
using Cairn.Generated;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Common;

/// <summary>What a <see cref="SimplePlugin"/> adds to clients, workers and replayers.</summary>
public class SimplePluginOptions : ICloneable
{
    /// <summary>Replaces the data converter; null, the default, leaves it.</summary>
    public DataConverter? DataConverter
    {
        get => DataConverterOption?.Constant;
        set => DataConverterOption = value is null ? null : new(value);
    }

    /// <summary>Replaces or changes the data converter; null, the default, leaves it.</summary>
    public SimplePluginOption<DataConverter>? DataConverterOption { get; set; }

    /// <summary>Interceptors that are added to those of clients; null means none.</summary>
    public IReadOnlyCollection<IClientInterceptor>? ClientInterceptors
    {
        get => ClientInterceptorsOption?.Constant;
        set => ClientInterceptorsOption = value is null ? null : new(value);
    }

    /// <summary>Adds to the interceptors of clients, or changes their list; null, the default, leaves it.</summary>
    public SimplePluginOption<IReadOnlyCollection<IClientInterceptor>?>? ClientInterceptorsOption { get; set; }

    /// <summary>Activities that are added to those of workers.</summary>
    public IList<ActivityDefinition> Activities { get; private set; } = [];

    /// <summary>Workflows that are added to those of workers and replayers.</summary>
    public IList<WorkflowDefinition> Workflows { get; private set; } = [];

    /// <summary>Interceptors that are added to those of workers and replayers; null means none.</summary>
    public IReadOnlyCollection<IWorkerInterceptor>? WorkerInterceptors
    {
        get => WorkerInterceptorsOption?.Constant;
        set => WorkerInterceptorsOption = value is null ? null : new(value);
    }

    /// <summary>
    /// Adds to the interceptors of workers and replayers, or changes their list; null, the default, leaves it.
    /// </summary>
    public SimplePluginOption<IReadOnlyCollection<IWorkerInterceptor>?>? WorkerInterceptorsOption { get; set; }

    /// <summary>Exception types that also fail a workflow instead of its task; null means none.</summary>
    public IReadOnlyCollection<Type>? WorkflowFailureExceptionTypes
    {
        get => WorkflowFailureExceptionTypesOption?.Constant;
        set => WorkflowFailureExceptionTypesOption = value is null ? null : new(value);
    }

    /// <summary>
    /// Adds to the exception types that fail a workflow, or changes their list; null, the default, leaves it.
    /// </summary>
    public SimplePluginOption<IReadOnlyCollection<Type>?>? WorkflowFailureExceptionTypesOption { get; set; }

    /// <summary>Awaited before a worker or a replay runs; an exception prevents it. Null means nothing.</summary>
    public Func<Task>? RunContextBefore { get; set; }

    /// <summary>Awaited when a worker or a replay has run, also when that failed. Null means nothing.</summary>
    public Func<Task>? RunContextAfter { get; set; }

    /// <summary>Adds an activity by a delegate whose method has the activity attribute.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public SimplePluginOptions AddActivity(Delegate del) => AddActivity(ActivityDefinition.Create(del));

    /// <summary>Adds an activity.</summary>
    public SimplePluginOptions AddActivity(ActivityDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Activities.Add(definition);
        return this;
    }

    /// <summary>Adds all methods of a type that have the activity attribute.</summary>
    /// <param name="instance">The instance on which they run; may be null if all are static.</param>
    public SimplePluginOptions AddAllActivities<T>(T? instance) => AddAllActivities(typeof(T), instance);

    /// <summary>Adds all methods of a type that have the activity attribute.</summary>
    /// <param name="type">The type.</param>
    /// <param name="instance">The instance on which they run; may be null if all are static.</param>
    public SimplePluginOptions AddAllActivities(Type type, object? instance)
    {
        foreach (var definition in ActivityDefinition.CreateAll(type, instance))
        {
            Activities.Add(definition);
        }

        return this;
    }

    /// <summary>Adds a workflow.</summary>
    public SimplePluginOptions AddWorkflow<T>() => AddWorkflow(typeof(T));

    /// <summary>Adds a workflow.</summary>
    public SimplePluginOptions AddWorkflow(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return AddWorkflow(WorkflowDefinition.Create(type));
    }

    /// <summary>Adds a workflow.</summary>
    public SimplePluginOptions AddWorkflow(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Workflows.Add(definition);
        return this;
    }

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (SimplePluginOptions)MemberwiseClone();
        copy.Activities = [.. Activities];
        copy.Workflows = [.. Workflows];
        return copy;
    }

    /// <summary>A value that replaces another or is added to it, or a function that changes it.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    public class SimplePluginOption<T>
    {
        /// <summary>Creates an option with a value.</summary>
        /// <param name="value">The value.</param>
        public SimplePluginOption(T value) => Constant = value;

        /// <summary>Creates an option with a function.</summary>
        /// <param name="value">Receives the value that there is, and returns the one to use.</param>
        public SimplePluginOption(Func<T, T> value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Configurable = value;
        }

        /// <summary>The value; null if there is a function instead.</summary>
        public T? Constant { get; }

        /// <summary>Receives the value that there is, and returns the one to use; null if there is a value.</summary>
        public Func<T, T>? Configurable { get; }
    }
}
