using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>The last inbound interceptor: it calls the workflow's own code.</summary>
internal sealed class WorkflowInbound(WorkflowInstance instance) : WorkflowInboundInterceptor
{
    /// <inheritdoc/>
    public override void Init(WorkflowOutboundInterceptor outbound) => instance.Outbound = outbound;

    /// <inheritdoc/>
    public override async Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
    {
        var task = instance.Definition.RunAsync(input.Instance, input.Args);
        await task;
        return instance.Definition.ResultOf?.Invoke(task);
    }

    /// <inheritdoc/>
    public override Task HandleSignalAsync(HandleSignalInput input) =>
        input.Definition.InvokeAsync(instance.Object, input.Args);

    /// <inheritdoc/>
    public override object? HandleQuery(HandleQueryInput input) =>
        input.Definition.Invoke(instance.Object, input.Args);

    /// <inheritdoc/>
    public override void ValidateUpdate(HandleUpdateInput input) =>
        input.Definition.Validate(instance.Object, input.Args);

    /// <inheritdoc/>
    public override async Task<object?> HandleUpdateAsync(HandleUpdateInput input)
    {
        var task = input.Definition.InvokeAsync(instance.Object, input.Args);
        await task;
        return input.Definition.ResultOf(task);
    }
}
