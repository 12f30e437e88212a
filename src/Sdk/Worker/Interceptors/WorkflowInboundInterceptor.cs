namespace Cairn.Worker.Interceptors;

/// <summary>The calls into a workflow. Each member calls the next interceptor unless it is overridden.</summary>
public abstract class WorkflowInboundInterceptor
{
    private readonly WorkflowInboundInterceptor? next;

    /// <summary>Creates an interceptor that calls the next one.</summary>
    protected WorkflowInboundInterceptor(WorkflowInboundInterceptor next) => this.next = next;

    private protected WorkflowInboundInterceptor()
    {
    }

    /// <summary>The next interceptor.</summary>
    protected WorkflowInboundInterceptor Next =>
        next ?? throw new InvalidOperationException("There is no next interceptor");

    /// <summary>Called first. Override it to put an interceptor before the workflow's own calls.</summary>
    public virtual void Init(WorkflowOutboundInterceptor outbound) => Next.Init(outbound);

    /// <summary>The workflow runs.</summary>
    public virtual Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input) => Next.ExecuteWorkflowAsync(input);

    /// <summary>A signal is handled.</summary>
    public virtual Task HandleSignalAsync(HandleSignalInput input) => Next.HandleSignalAsync(input);

    /// <summary>A query is answered.</summary>
    public virtual object? HandleQuery(HandleQueryInput input) => Next.HandleQuery(input);

    /// <summary>An update is validated; an exception rejects it.</summary>
    public virtual void ValidateUpdate(HandleUpdateInput input) => Next.ValidateUpdate(input);

    /// <summary>An update is handled.</summary>
    public virtual Task<object?> HandleUpdateAsync(HandleUpdateInput input) => Next.HandleUpdateAsync(input);
}
