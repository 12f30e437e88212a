using Cairn.Converters;

namespace Cairn.Client;

/// <summary>
/// An activity that goes on outside its worker, after it threw <see cref="Activities.CompleteAsyncException"/>.
/// </summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Activity">Which activity.</param>
public record AsyncActivityHandle(ICairnClient Client, AsyncActivityHandle.Reference Activity)
{
    /// <summary>What converts its values; null means the converter of the client.</summary>
    public DataConverter? DataConverterOverride { get; init; }

    /// <summary>Says that the activity is alive.</summary>
    /// <exception cref="Exceptions.AsyncActivityCanceledException">It should stop.</exception>
    /// <exception cref="Exceptions.RpcException">NotFound: nobody waits for it any more.</exception>
    public Task HeartbeatAsync(AsyncActivityHeartbeatOptions? options = null) =>
        Client.OutboundInterceptor.HeartbeatAsyncActivityAsync(new(Activity, options, DataConverterOverride));

    /// <summary>Ends the activity with a result.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: nobody waits for it any more.</exception>
    public Task CompleteAsync(object? result = null, AsyncActivityCompleteOptions? options = null) =>
        Client.OutboundInterceptor.CompleteAsyncActivityAsync(new(Activity, result, options, DataConverterOverride));

    /// <summary>Ends the attempt with a failure; the retry policy decides what follows.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: nobody waits for it any more.</exception>
    public Task FailAsync(Exception exception, AsyncActivityFailOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Client.OutboundInterceptor.FailAsyncActivityAsync(
            new(Activity, exception, options, DataConverterOverride));
    }

    /// <summary>Says that the activity stopped because it was asked to.</summary>
    /// <exception cref="Exceptions.RpcException">It was not asked to, or nobody waits for it any more.</exception>
    public Task ReportCancellationAsync(AsyncActivityReportCancellationOptions? options = null) =>
        Client.OutboundInterceptor.ReportCancellationAsyncActivityAsync(
            new(Activity, options, DataConverterOverride));

    /// <summary>How an activity is named.</summary>
    public abstract record Reference
    {
        private protected Reference()
        {
        }
    }

    /// <summary>An activity by ids.</summary>
    /// <param name="WorkflowId">The workflow id.</param>
    /// <param name="RunId">The run; null means the latest.</param>
    /// <param name="ActivityId">The id within the run.</param>
    public record IdReference(string WorkflowId, string? RunId, string ActivityId) : Reference;

    /// <summary>An activity by the token of an attempt.</summary>
    /// <param name="TaskToken">As <see cref="Activities.ActivityInfo.TaskToken"/> has it.</param>
    public record TaskTokenReference(byte[] TaskToken) : Reference;
}
