namespace Cairn.Worker.Interceptors;

/// <summary>The calls of an activity. Each member calls the next interceptor unless it is overridden.</summary>
public abstract class ActivityOutboundInterceptor
{
    private readonly ActivityOutboundInterceptor? next;

    /// <summary>Creates an interceptor that calls the next one.</summary>
    protected ActivityOutboundInterceptor(ActivityOutboundInterceptor next) => this.next = next;

    private protected ActivityOutboundInterceptor()
    {
    }

    /// <summary>The next interceptor.</summary>
    protected ActivityOutboundInterceptor Next =>
        next ?? throw new InvalidOperationException("There is no next interceptor");

    /// <summary>The activity sends a heartbeat.</summary>
    public virtual void Heartbeat(HeartbeatInput input) => Next.Heartbeat(input);
}
