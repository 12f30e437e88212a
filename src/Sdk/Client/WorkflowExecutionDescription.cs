using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>The state of a run, and the tasks that it waits for.</summary>
public class WorkflowExecutionDescription : WorkflowExecution
{
    private readonly DataConverter dataConverter;

    /// <summary>Creates it from the server's answer.</summary>
    /// <param name="rawDescription">The server's answer.</param>
    /// <param name="dataConverter">Converts memo, summary and details, in the context of the workflow.</param>
    protected internal WorkflowExecutionDescription(
        DescribeWorkflowExecutionResponse rawDescription, DataConverter dataConverter)
        : base(rawDescription.WorkflowExecutionInfo, dataConverter, null)
    {
        this.dataConverter = dataConverter;
        RawDescription = rawDescription;
    }

    /// <summary>The server's answer.</summary>
    public DescribeWorkflowExecutionResponse RawDescription { get; }

    /// <summary>The activities that it waits for.</summary>
    public IReadOnlyCollection<PendingActivity> PendingActivities { get; internal init; } = [];

    /// <summary>The workflow task that waits or runs; null if there is none.</summary>
    public PendingWorkflowTask? PendingWorkflowTask { get; internal init; }

    /// <summary>The summary that was set at the start; null if there is none.</summary>
    public Task<string?> GetStaticSummaryAsync() => TextAsync(RawDescription.ExecutionConfig?.UserMetadata?.Summary);

    /// <summary>The details that were set at the start; null if there are none.</summary>
    public Task<string?> GetStaticDetailsAsync() => TextAsync(RawDescription.ExecutionConfig?.UserMetadata?.Details);

    private async Task<string?> TextAsync(Api.Common.V1.Payload? payload) =>
        payload is null ? null : await dataConverter.ToValueAsync<string>(payload).ConfigureAwait(false);
}
