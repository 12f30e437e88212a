using Cairn.Sdk.Replay.Activations;
using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>The signals of a workflow. A signal without a handler is kept until a handler is added.</summary>
internal sealed class SignalHandlers(WorkflowInstance instance)
{
    private static readonly AsyncLocal<bool> InHandler = new();

    private readonly List<WorkflowSignalDefinition> running = [];
    private readonly HashSet<string> warnedOf = [];
    private List<ActivationJob.SignalWorkflow> buffered = [];
    private HandlerDictionary<WorkflowSignalDefinition>? own;
    private WorkflowSignalDefinition? dynamicHandler = instance.Definition.DynamicSignal;

    /// <summary>Whether the current code is that of a signal handler, or called by it.</summary>
    public static bool IsCurrent => InHandler.Value;

    /// <summary>The handlers by name; workflow code can change them.</summary>
    public IDictionary<string, WorkflowSignalDefinition> ByName =>
        own ??= new(instance.Definition.Signals, handler => Flush(signal => signal.Name == handler.Name));

    /// <summary>The handler of signals that have no handler of their own.</summary>
    public WorkflowSignalDefinition? Dynamic
    {
        get => dynamicHandler;
        set
        {
            dynamicHandler = value;
            Flush(_ => value is not null);
        }
    }

    /// <summary>A copy of the current handlers.</summary>
    public IEnumerable<WorkflowSignalDefinition> All =>
        own is null ? instance.Definition.Signals.Values : own.Values;

    /// <summary>The handlers that have not ended.</summary>
    public IReadOnlyList<WorkflowSignalDefinition> Running => running;

    /// <summary>The names of the signals that wait for a handler.</summary>
    public IEnumerable<string> Unhandled => buffered.Select(signal => signal.Name).Distinct();

    /// <summary>A signal arrived.</summary>
    public void Apply(ActivationJob.SignalWorkflow signal)
    {
        if (Find(signal.Name) is { } handler)
        {
            Start(handler, signal);
        }
        else
        {
            buffered.Add(signal);
        }
    }

    /// <summary>
    /// Logs, once for each name, signals that wait for a handler after an activation, if the class has handlers and the
    /// name may be misspelt. The first execution has logged those of a replay.
    /// </summary>
    public void WarnOfWaiting()
    {
        if (buffered.Count == 0 || instance.IsOver || dynamicHandler is not null
            || instance.Definition.Signals.Count == 0)
        {
            return;
        }

        var names = Unhandled.Where(name => !WorkflowNames.IsReserved(name)).ToList();
        foreach (var name in names)
        {
            if (warnedOf.Add(name) && !instance.IsReplaying)
            {
                WorkflowLog.SignalWaits(
                    instance.Logger,
                    name,
                    instance.Info.WorkflowType,
                    instance.Info.WorkflowId,
                    instance.Info.RunId,
                    string.Join(", ", All.Select(handler => handler.Name).Order(StringComparer.Ordinal)));
            }
        }
    }

    private WorkflowSignalDefinition? Find(string name)
    {
        WorkflowSignalDefinition? handler;
        var found = own is null
            ? instance.Definition.Signals.TryGetValue(name, out handler)
            : own.TryGetValue(name, out handler);
        return found ? handler : WorkflowNames.IsReserved(name) ? null : dynamicHandler;
    }

    private void Flush(Predicate<ActivationJob.SignalWorkflow> which)
    {
        var waiting = buffered;
        buffered = waiting.FindAll(signal => !which(signal));
        foreach (var signal in waiting.FindAll(which))
        {
            Apply(signal);
        }
    }

    private void Start(WorkflowSignalDefinition handler, ActivationJob.SignalWorkflow signal)
    {
        object?[] arguments;
        try
        {
            arguments = handler.Parameters.Decode(instance.PayloadConverter, signal.Input, "Signal", signal.Name);
        }
        catch (Exception e)
        {
            // An invalid signal must not stop the workflow.
            WorkflowLog.SignalDropped(instance.CodeLogger, e, signal.Name);
            return;
        }

        running.Add(handler);
        instance.StartTopLevel(async () =>
        {
            InHandler.Value = true;
            try
            {
                await HandleAsync(handler, new(signal.Name, handler, arguments, signal.Header?.Fields));
            }
            finally
            {
                running.Remove(handler);
            }
        });
    }

    private Task HandleAsync(WorkflowSignalDefinition handler, HandleSignalInput input) => handler.Exclusive
        ? instance.ExclusiveTurns.RunAsync(async () =>
        {
            await instance.Inbound.HandleSignalAsync(input);
            return default(Nothing);
        })
        : instance.Inbound.HandleSignalAsync(input);
}
