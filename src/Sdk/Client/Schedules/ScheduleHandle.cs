namespace Cairn.Client.Schedules;

/// <summary>A schedule and the calls that concern it.</summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Id">The id of the schedule.</param>
public record ScheduleHandle(ICairnClient Client, string Id)
{
    /// <summary>Acts now for times in the past.</summary>
    /// <exception cref="ArgumentException">There are no backfills.</exception>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task BackfillAsync(
        IReadOnlyCollection<ScheduleBackfill> backfills, RpcOptions? rpcOptions = null)
    {
        ArgumentNullException.ThrowIfNull(backfills);
        return Client.OutboundInterceptor.BackfillScheduleAsync(new(Id, backfills, rpcOptions));
    }

    /// <summary>Deletes the schedule; workflows that it started continue.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task DeleteAsync(RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.DeleteScheduleAsync(new(Id, rpcOptions));

    /// <summary>Reads the schedule with its state.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task<ScheduleDescription> DescribeAsync(RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.DescribeScheduleAsync(new(Id, rpcOptions));

    /// <summary>Pauses the schedule: it does not act until it is resumed.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task PauseAsync(string? note = null, RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.PauseScheduleAsync(new(Id, note, rpcOptions));

    /// <summary>Makes the schedule act once now, paused or not.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task TriggerAsync(ScheduleTriggerOptions? options = null) =>
        Client.OutboundInterceptor.TriggerScheduleAsync(new(Id, options));

    /// <summary>Resumes the schedule.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task UnpauseAsync(string? note = null, RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.UnpauseScheduleAsync(new(Id, note, rpcOptions));

    /// <summary>Changes the schedule.</summary>
    /// <inheritdoc cref="UpdateAsync(Func{ScheduleUpdateInput, Task{ScheduleUpdate}}, RpcOptions)"/>
    public Task UpdateAsync(Func<ScheduleUpdateInput, ScheduleUpdate?> updater, RpcOptions? rpcOptions = null)
    {
        ArgumentNullException.ThrowIfNull(updater);
        return UpdateAsync(input => Task.FromResult(updater(input)), rpcOptions);
    }

    /// <summary>Changes the schedule.</summary>
    /// <param name="updater">
    /// Returns the new schedule; null leaves it unchanged. It is called again if another change was made meanwhile.
    /// </param>
    /// <param name="rpcOptions">Options of the calls; null means the defaults.</param>
    /// <exception cref="Exceptions.RpcException">NotFound: there is no such schedule.</exception>
    public virtual Task UpdateAsync(
        Func<ScheduleUpdateInput, Task<ScheduleUpdate?>> updater, RpcOptions? rpcOptions = null)
    {
        ArgumentNullException.ThrowIfNull(updater);
        return Client.OutboundInterceptor.UpdateScheduleAsync(new(Id, updater, rpcOptions));
    }
}
