using Cairn.Api.Common.V1;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>The updates of a workflow.</summary>
internal sealed class UpdateHandlers(WorkflowInstance instance)
{
    private static readonly AsyncLocal<WorkflowUpdateInfo?> CurrentInfo = new();

    private readonly List<WorkflowUpdateDefinition> running = [];
    private HandlerDictionary<WorkflowUpdateDefinition>? own;

    /// <summary>The update whose handler is running; null outside of one.</summary>
    public static WorkflowUpdateInfo? Current => CurrentInfo.Value;

    /// <summary>The handlers by name; workflow code can change them.</summary>
    public IDictionary<string, WorkflowUpdateDefinition> ByName => own ??= new(instance.Definition.Updates);

    /// <summary>The handler of updates that have no handler of their own.</summary>
    public WorkflowUpdateDefinition? Dynamic { get; set; } = instance.Definition.DynamicUpdate;

    /// <summary>The handlers that have not ended.</summary>
    public IReadOnlyList<WorkflowUpdateDefinition> Running => running;

    /// <summary>A copy of the current handlers.</summary>
    public IEnumerable<WorkflowUpdateDefinition> All =>
        own is null ? instance.Definition.Updates.Values : own.Values;

    /// <summary>An update arrived. One hop validates, accepts and begins it; its end takes one more.</summary>
    public void Apply(ActivationJob.DoUpdate update) =>
        instance.Tasks.Observe(instance.Tasks.Start(() => ApplyAsync(update)));

    private Task ApplyAsync(ActivationJob.DoUpdate update)
    {
        var name = update.Request.Input?.Name ?? string.Empty;
        CurrentInfo.Value = new(update.Request.Meta?.UpdateId ?? update.ProtocolInstanceId, name);
        HandleUpdateInput input;
        try
        {
            input = Read(update, name);
            if (update.RunValidator)
            {
                Validate(update, input);
            }
        }
        catch (Exception e)
        {
            instance.AddCommand(
                new WorkflowCommand.RejectUpdate(update.ProtocolInstanceId, instance.Values.ToFailure(e)));
            return Task.CompletedTask;
        }

        instance.AddCommand(new WorkflowCommand.AcceptUpdate(update.ProtocolInstanceId));
        running.Add(input.Definition);
        return instance.Tasks.Continue(Begin(input), task => Finish(update, input.Definition, task));
    }

    private Task<object?> Begin(HandleUpdateInput input)
    {
        try
        {
            return input.Definition.Exclusive
                ? instance.ExclusiveTurns.RunAsync(() => instance.Inbound.HandleUpdateAsync(input))
                : instance.Inbound.HandleUpdateAsync(input);
        }
        catch (Exception e)
        {
            return Task.FromException<object?>(e);
        }
    }

    private void Finish(ActivationJob.DoUpdate update, WorkflowUpdateDefinition handler, Task<object?> task)
    {
        running.Remove(handler);
        try
        {
            Answer(update, new() { Success = new Payloads { Payloads_ = { ToResult(handler, task) } } });
        }
        catch (Exception e) when (instance.Failures.IsWorkflowFailure(e))
        {
            Answer(update, new() { Failure = instance.Values.ToFailure(e) });
        }
        catch (Exception e)
        {
            instance.Tasks.Fail(e);
        }
    }

    // A value that cannot be converted counts as an error of the handler, like its exceptions.
    private Payload ToResult(WorkflowUpdateDefinition handler, Task<object?> task) =>
        instance.Values.ToPayload(task.GetAwaiter().GetResult(), $"The result of update {handler.Name}");

    private void Answer(ActivationJob.DoUpdate update, Api.Update.V1.Outcome outcome) =>
        instance.AddCommand(new WorkflowCommand.CompleteUpdate(update.ProtocolInstanceId, outcome));

    // The validator gets its own arguments, so that it cannot change those of the handler.
    private void Validate(ActivationJob.DoUpdate update, HandleUpdateInput input)
    {
        using var reading = instance.ReadOnly($"The validator of update {input.Update}");
        instance.Inbound.ValidateUpdate(input with { Args = Decode(update, input.Definition, input.Update) });
        reading.ThrowIfRefused();
    }

    private HandleUpdateInput Read(ActivationJob.DoUpdate update, string name)
    {
        var handler = Find(name) ?? throw new InvalidWorkflowOperationException(
            $"Update handler for {name} expected but not found, known updates: "
            + $"[{string.Join(' ', All.Select(u => u.Name).Order(StringComparer.Ordinal))}]");
        return new(
            update.Request.Meta?.UpdateId ?? update.ProtocolInstanceId,
            name,
            handler,
            Decode(update, handler, name),
            update.Request.Input?.Header?.Fields);
    }

    private object?[] Decode(ActivationJob.DoUpdate update, WorkflowUpdateDefinition handler, string name) =>
        handler.Parameters.Decode(instance.PayloadConverter, update.Request.Input?.Args, "Update", name);

    private WorkflowUpdateDefinition? Find(string name)
    {
        WorkflowUpdateDefinition? handler;
        var found = own is null
            ? instance.Definition.Updates.TryGetValue(name, out handler)
            : own.TryGetValue(name, out handler);
        return found ? handler : WorkflowNames.IsReserved(name) ? null : Dynamic;
    }
}
