namespace Cairn.Client.Schedules;

/// <summary>A schedule that exists, and what can be done with it.</summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Id">The id of the schedule.</param>
public record ScheduleHandle(ICairnClient Client, string Id)
{
    /// <summary>Acts upon times that are over, now.</summary>
    /// <exception cref="ArgumentException">There are no backfills.</exception>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task BackfillAsync(
        IReadOnlyCollection<ScheduleBackfill> backfills, RpcOptions? rpcOptions = null)
    {
        ArgumentNullException.ThrowIfNull(backfills);
        return Client.OutboundInterceptor.BackfillScheduleAsync(new(Id, backfills, rpcOptions));
    }

    /// <summary>Deletes the schedule; workflows that it started go on.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task DeleteAsync(RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.DeleteScheduleAsync(new(Id, rpcOptions));

    /// <summary>Tells all that is known of it.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task<ScheduleDescription> DescribeAsync(RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.DescribeScheduleAsync(new(Id, rpcOptions));

    /// <summary>Lets it act no more until it is told to go on.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task PauseAsync(string? note = null, RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.PauseScheduleAsync(new(Id, note, rpcOptions));

    /// <summary>Lets it act once now, paused or not.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task TriggerAsync(ScheduleTriggerOptions? options = null) =>
        Client.OutboundInterceptor.TriggerScheduleAsync(new(Id, options));

    /// <summary>Lets it go on.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task UnpauseAsync(string? note = null, RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.UnpauseScheduleAsync(new(Id, note, rpcOptions));

    /// <summary>Changes it.</summary>
    /// <inheritdoc cref="UpdateAsync(Func{ScheduleUpdateInput, Task{ScheduleUpdate}}, RpcOptions)"/>
    public Task UpdateAsync(Func<ScheduleUpdateInput, ScheduleUpdate?> updater, RpcOptions? rpcOptions = null)
    {
        ArgumentNullException.ThrowIfNull(updater);
        return UpdateAsync(input => Task.FromResult(updater(input)), rpcOptions);
    }

    /// <summary>Changes it.</summary>
    /// <param name="updater">
    /// Makes the new one of the present one; null leaves it. It is called again when another change came between.
    /// </param>
    /// <param name="rpcOptions">What can be set for the calls; null means the defaults.</param>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task UpdateAsync(
        Func<ScheduleUpdateInput, Task<ScheduleUpdate?>> updater, RpcOptions? rpcOptions = null)
    {
        ArgumentNullException.ThrowIfNull(updater);
        return Client.OutboundInterceptor.UpdateScheduleAsync(new(Id, updater, rpcOptions));
    }
}
