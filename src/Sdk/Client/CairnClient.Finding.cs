using Cairn.Client.Schedules;

namespace Cairn.Client;

public partial class CairnClient
{
    /// <inheritdoc/>
    public IAsyncEnumerable<WorkflowExecution> ListWorkflowsAsync(string query, WorkflowListOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return OutboundInterceptor.ListWorkflowsAsync(new(query, options));
    }

    /// <inheritdoc/>
    public Task<WorkflowListPage> ListWorkflowsPaginatedAsync(
        string query, byte[]? nextPageToken, WorkflowListPaginatedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return OutboundInterceptor.ListWorkflowsPaginatedAsync(new(query, nextPageToken, options));
    }

    /// <inheritdoc/>
    public Task<WorkflowExecutionCount> CountWorkflowsAsync(string query, WorkflowCountOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return OutboundInterceptor.CountWorkflowsAsync(new(query, options));
    }

    /// <inheritdoc/>
    public Task<ScheduleHandle> CreateScheduleAsync(
        string scheduleId, Schedule schedule, ScheduleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scheduleId);
        ArgumentNullException.ThrowIfNull(schedule);
        return OutboundInterceptor.CreateScheduleAsync(new(scheduleId, schedule, options));
    }

    /// <inheritdoc/>
    public ScheduleHandle GetScheduleHandle(string scheduleId)
    {
        ArgumentNullException.ThrowIfNull(scheduleId);
        return new(this, scheduleId);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ScheduleListDescription> ListSchedulesAsync(ScheduleListOptions? options = null) =>
        OutboundInterceptor.ListSchedulesAsync(new(options));
}
