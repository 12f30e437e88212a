namespace Cairn.Worker.Interceptors;

/// <summary>The calls into an activity. Each member calls the next interceptor unless it is overridden.</summary>
public abstract class ActivityInboundInterceptor
{
    private readonly ActivityInboundInterceptor? next;

    /// <summary>Creates an interceptor that calls the next one.</summary>
    protected ActivityInboundInterceptor(ActivityInboundInterceptor next) => this.next = next;

    private protected ActivityInboundInterceptor()
    {
    }

    /// <summary>The next interceptor.</summary>
    protected ActivityInboundInterceptor Next =>
        next ?? throw new InvalidOperationException("There is no next interceptor");

    /// <summary>Called first. Override it to put an interceptor before the activity's own calls.</summary>
    public virtual void Init(ActivityOutboundInterceptor outbound) => Next.Init(outbound);

    /// <summary>The activity runs.</summary>
    public virtual Task<object?> ExecuteActivityAsync(ExecuteActivityInput input) => Next.ExecuteActivityAsync(input);
}
