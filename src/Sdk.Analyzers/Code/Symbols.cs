using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>The symbols of the SDK and of .NET that rules ask for, looked up once in a compilation.</summary>
internal sealed class Symbols
{
    private Symbols(Compilation compilation, INamedTypeSymbol workflow, INamedTypeSymbol workflowAttribute)
    {
        INamedTypeSymbol? Find(string name) => compilation.GetTypeByMetadataName(name);
        Workflow = workflow;
        WorkflowAttribute = workflowAttribute;
        Unsafe = Find("Cairn.Workflows.Workflow+Unsafe");
        RunAttribute = Find("Cairn.Workflows.WorkflowRunAttribute");
        SignalAttribute = Find("Cairn.Workflows.WorkflowSignalAttribute");
        QueryAttribute = Find("Cairn.Workflows.WorkflowQueryAttribute");
        UpdateAttribute = Find("Cairn.Workflows.WorkflowUpdateAttribute");
        ValidatorAttribute = Find("Cairn.Workflows.WorkflowUpdateValidatorAttribute");
        InitAttribute = Find("Cairn.Workflows.WorkflowInitAttribute");
        DeterministicAttribute = Find("Cairn.Workflows.DeterministicAttribute");
        ActivityAttribute = Find("Cairn.Activities.ActivityAttribute");
        ActivityContractAttribute = Find("Cairn.Activities.ActivityContractAttribute");
        ActivityDefaultsAttribute = Find("Cairn.Activities.ActivityDefaultsAttribute");
        ActivityContext = Find("Cairn.Activities.ActivityExecutionContext");
        Saga = Find("Cairn.Workflows.Saga");
        StepContext = Find("Cairn.Workflows.StepContext");
        GeneratedCodeAttribute = Find("System.CodeDom.Compiler.GeneratedCodeAttribute");
        Task = Find("System.Threading.Tasks.Task");
        TaskOfT = Find("System.Threading.Tasks.Task`1");
        ValueTask = Find("System.Threading.Tasks.ValueTask");
        ValueTaskOfT = Find("System.Threading.Tasks.ValueTask`1");
        TimeProvider = Find("System.TimeProvider");
        Disposable = Find("System.IDisposable");
        AsyncDisposable = Find("System.IAsyncDisposable");
        Expression = Find("System.Linq.Expressions.Expression`1");
    }

    /// <summary><c>Cairn.Workflows.Workflow</c>.</summary>
    public INamedTypeSymbol Workflow { get; }

    /// <summary><c>Cairn.Workflows.Workflow.Unsafe</c>.</summary>
    public INamedTypeSymbol? Unsafe { get; }

    /// <summary><c>[Workflow]</c>.</summary>
    public INamedTypeSymbol WorkflowAttribute { get; }

    /// <summary><c>[WorkflowRun]</c>.</summary>
    public INamedTypeSymbol? RunAttribute { get; }

    /// <summary><c>[WorkflowSignal]</c>.</summary>
    public INamedTypeSymbol? SignalAttribute { get; }

    /// <summary><c>[WorkflowQuery]</c>.</summary>
    public INamedTypeSymbol? QueryAttribute { get; }

    /// <summary><c>[WorkflowUpdate]</c>.</summary>
    public INamedTypeSymbol? UpdateAttribute { get; }

    /// <summary><c>[WorkflowUpdateValidator]</c>.</summary>
    public INamedTypeSymbol? ValidatorAttribute { get; }

    /// <summary><c>[WorkflowInit]</c>.</summary>
    public INamedTypeSymbol? InitAttribute { get; }

    /// <summary><c>[Deterministic]</c>.</summary>
    public INamedTypeSymbol? DeterministicAttribute { get; }

    /// <summary><c>[Activity]</c>.</summary>
    public INamedTypeSymbol? ActivityAttribute { get; }

    /// <summary><c>[ActivityContract]</c>.</summary>
    public INamedTypeSymbol? ActivityContractAttribute { get; }

    /// <summary><c>[ActivityDefaults]</c>.</summary>
    public INamedTypeSymbol? ActivityDefaultsAttribute { get; }

    /// <summary><c>Cairn.Activities.ActivityExecutionContext</c>.</summary>
    public INamedTypeSymbol? ActivityContext { get; }

    /// <summary><c>Cairn.Workflows.Saga</c>.</summary>
    public INamedTypeSymbol? Saga { get; }

    /// <summary><c>StepContext</c>: code that takes it is the code of a step.</summary>
    public INamedTypeSymbol? StepContext { get; }

    /// <summary><c>[GeneratedCode]</c>.</summary>
    public INamedTypeSymbol? GeneratedCodeAttribute { get; }

    /// <summary><c>Task</c>.</summary>
    public INamedTypeSymbol? Task { get; }

    /// <summary><c>Task&lt;TResult&gt;</c>.</summary>
    public INamedTypeSymbol? TaskOfT { get; }

    /// <summary><c>ValueTask</c>.</summary>
    public INamedTypeSymbol? ValueTask { get; }

    /// <summary><c>ValueTask&lt;TResult&gt;</c>.</summary>
    public INamedTypeSymbol? ValueTaskOfT { get; }

    /// <summary><c>TimeProvider</c>.</summary>
    public INamedTypeSymbol? TimeProvider { get; }

    /// <summary><c>IDisposable</c>.</summary>
    public INamedTypeSymbol? Disposable { get; }

    /// <summary><c>IAsyncDisposable</c>.</summary>
    public INamedTypeSymbol? AsyncDisposable { get; }

    /// <summary><c>Expression&lt;TDelegate&gt;</c>.</summary>
    public INamedTypeSymbol? Expression { get; }

    /// <summary>Looks the symbols up; null if the compilation does not know the SDK.</summary>
    public static Symbols? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Cairn.Workflows.Workflow") is { } workflow
        && compilation.GetTypeByMetadataName("Cairn.Workflows.WorkflowAttribute") is { } attribute
            ? new(compilation, workflow, attribute)
            : null;

    /// <summary>Whether the two are the same symbol, whatever their type arguments.</summary>
    public static bool Same(ISymbol? one, ISymbol? other) =>
        one is not null && SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other?.OriginalDefinition);

    /// <summary>Whether the member has the attribute itself.</summary>
    public static bool Has(ISymbol member, INamedTypeSymbol? attribute)
    {
        if (attribute is null)
        {
            return false;
        }

        foreach (var each in member.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(each.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the type is the other one or derives from it.</summary>
    public static bool IsOrDerives(ITypeSymbol? type, INamedTypeSymbol? other)
    {
        for (var each = type; each is not null && other is not null; each = each.BaseType)
        {
            if (Same(each, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the method is an activity or a step, which do not run as workflow code.</summary>
    public bool RunsElsewhere(IMethodSymbol method) =>
        Has(method, ActivityAttribute)
        || (StepContext is not null && method.Parameters.Any(each => Same(each.Type, StepContext)));

    /// <summary>Whether the type is a task of some kind.</summary>
    public bool IsTask(ITypeSymbol? type) =>
        IsOrDerives(type, Task) || Same(type, ValueTask) || Same(type, ValueTaskOfT);
}
