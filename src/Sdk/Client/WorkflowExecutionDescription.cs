using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>The state of a run, and the tasks that it waits for.</summary>
public class WorkflowExecutionDescription : WorkflowExecution
{
    private readonly DataConverter dataConverter;

    /// <summary>Creates it from the server's answer.</summary>
    protected internal WorkflowExecutionDescription(
        DescribeWorkflowExecutionResponse rawDescription,
        DataConverter dataConverter,
        IReadOnlyCollection<PendingActivity> pendingActivities,
        PendingWorkflowTask? pendingWorkflowTask)
        : base(rawDescription.WorkflowExecutionInfo, dataConverter)
    {
        this.dataConverter = dataConverter;
        RawDescription = rawDescription;
        PendingActivities = pendingActivities;
        PendingWorkflowTask = pendingWorkflowTask;
    }

    /// <summary>The server's answer.</summary>
    public DescribeWorkflowExecutionResponse RawDescription { get; }

    /// <summary>The activities that it waits for.</summary>
    public IReadOnlyCollection<PendingActivity> PendingActivities { get; }

    /// <summary>The workflow task that waits or runs; null if there is none.</summary>
    public PendingWorkflowTask? PendingWorkflowTask { get; }

    /// <summary>The summary that was set at the start; null if there is none.</summary>
    public Task<string?> GetStaticSummaryAsync() => TextAsync(RawDescription.ExecutionConfig?.UserMetadata?.Summary);

    /// <summary>The details that were set at the start; null if there are none.</summary>
    public Task<string?> GetStaticDetailsAsync() => TextAsync(RawDescription.ExecutionConfig?.UserMetadata?.Details);

    private async Task<string?> TextAsync(Api.Common.V1.Payload? payload) =>
        payload is null ? null : await dataConverter.ToValueAsync<string>(payload).ConfigureAwait(false);
}
