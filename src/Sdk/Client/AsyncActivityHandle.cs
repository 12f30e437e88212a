using Cairn.Converters;

namespace Cairn.Client;

/// <summary>
/// An activity that continues outside its worker, after it threw <see cref="Activities.CompleteAsyncException"/>.
/// </summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Activity">The activity.</param>
public record AsyncActivityHandle(ICairnClient Client, AsyncActivityHandle.Reference Activity)
    : IWithSerializationContext<AsyncActivityHandle>
{
    /// <summary>The converter of its values; null means the client's.</summary>
    public DataConverter? DataConverterOverride { get; init; }

    /// <summary>Sends a heartbeat.</summary>
    /// <exception cref="Exceptions.AsyncActivityCanceledException">The activity should stop.</exception>
    /// <exception cref="Exceptions.RpcException">NotFound: the activity is not pending any more.</exception>
    public Task HeartbeatAsync(AsyncActivityHeartbeatOptions? options = null) =>
        Client.OutboundInterceptor.HeartbeatAsyncActivityAsync(new(Activity, options, DataConverterOverride));

    /// <summary>Ends the activity with a result.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: the activity is not pending any more.</exception>
    public Task CompleteAsync(object? result = null, AsyncActivityCompleteOptions? options = null) =>
        Client.OutboundInterceptor.CompleteAsyncActivityAsync(new(Activity, result, options, DataConverterOverride));

    /// <summary>Ends the attempt with a failure; the retry policy decides what follows.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: the activity is not pending any more.</exception>
    public Task FailAsync(Exception exception, AsyncActivityFailOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Client.OutboundInterceptor.FailAsyncActivityAsync(
            new(Activity, exception, options, DataConverterOverride));
    }

    /// <summary>Reports that the activity stopped because its cancellation was requested.</summary>
    /// <exception cref="Exceptions.RpcException">
    /// No cancellation was requested, or the activity is not pending any more.
    /// </exception>
    public Task ReportCancellationAsync(AsyncActivityReportCancellationOptions? options = null) =>
        Client.OutboundInterceptor.ReportCancellationAsyncActivityAsync(
            new(Activity, options, DataConverterOverride));

    /// <summary>
    /// The handle with the converter for a context. A converter that depends on the activity needs it: the handle does
    /// not know the facts of the activity, which <see cref="Activities.ActivityExecutionContext"/> has.
    /// </summary>
    /// <param name="context">The activity.</param>
    /// <returns>This handle, if the converter does not depend on the context.</returns>
    public AsyncActivityHandle WithSerializationContext(ISerializationContext context)
    {
        var converter = DataConverterOverride ?? Client.Options.DataConverter;
        var own = converter.WithSerializationContext(context);
        return ReferenceEquals(own, converter) ? this : this with { DataConverterOverride = own };
    }

    /// <summary>Identifies an activity.</summary>
    public abstract record Reference
    {
        private protected Reference()
        {
        }
    }

    /// <summary>Identifies an activity by ids.</summary>
    /// <param name="WorkflowId">The workflow id.</param>
    /// <param name="RunId">The run id; null means the latest run.</param>
    /// <param name="ActivityId">The activity id within the run.</param>
    public record IdReference(string WorkflowId, string? RunId, string ActivityId) : Reference;

    /// <summary>Identifies an activity by the token of an attempt.</summary>
    /// <param name="TaskToken">The token, as in <see cref="Activities.ActivityInfo.TaskToken"/>.</param>
    public record TaskTokenReference(byte[] TaskToken) : Reference;
}
