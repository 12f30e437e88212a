using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>Starts a workflow, with or without a signal in the same step.</summary>
internal static class StartWorkflowCall
{
    /// <summary>The run id of the workflow.</summary>
    public static async Task<string> InvokeAsync(ICairnClient client, StartWorkflowInput input)
    {
        var request = await NewRequestAsync(client, input).ConfigureAwait(false);
        var options = input.Options;
        var service = client.ServiceFor(options.Rpc);
        var context = RpcOptions.Context(options.Rpc);
        try
        {
            return options.StartSignal is { } signal
                ? (await service.SignalWithStartWorkflowExecutionAsync(
                    await WithSignalAsync(client, request, signal, options.StartSignalArgs)
                        .ConfigureAwait(false), context).ConfigureAwait(false)).RunId
                : await StartAsync(client, service, request, options, context).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Detail is WorkflowExecutionAlreadyStartedFailure started)
        {
            throw new WorkflowAlreadyStartedException(e.Message, options.Id!, input.Workflow, started.RunId);
        }
    }

    private static async Task<string> StartAsync(
        ICairnClient client,
        IWorkflowService service,
        StartWorkflowExecutionRequest request,
        WorkflowOptions options,
        RpcContext context)
    {
        var reserved = options.RequestEagerStart
            ? (client.Connection as CairnConnection)?.EagerWorkflows.TryReserve(
                request.Namespace, request.TaskQueue.Name)
            : null;
        request.RequestEagerExecution = reserved is not null;
        PollWorkflowTaskQueueResponse? first = null;
        try
        {
            var response = await service.StartWorkflowExecutionAsync(request, context).ConfigureAwait(false);
            first = response.EagerWorkflowTask;
            return response.RunId;
        }
        finally
        {
            reserved?.Use(first);
        }
    }

    /// <summary>The request that starts the workflow.</summary>
    /// <exception cref="ArgumentException">Type, id or task queue is missing or not valid Unicode.</exception>
    public static async Task<StartWorkflowExecutionRequest> NewRequestAsync(
        ICairnClient client, StartWorkflowInput input)
    {
        var options = input.Options;
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(input.Args);
        ThrowIfMissing(input.Workflow, "Workflow type required to start workflow", nameof(input));
        ThrowIfMissing(options.Id, "ID required to start workflow", nameof(input));
        ThrowIfMissing(options.TaskQueue, "Task queue required to start workflow", nameof(input));
        RecordedText.RequireWhole(input.Workflow, "The type of a workflow");
        RecordedText.RequireWhole(options.Id, "The id of a workflow");
        RecordedText.RequireWhole(options.TaskQueue, "TaskQueue");
        RecordedText.RequireWhole(options.StartSignal, "The name of a signal");
        RecordedText.RequireWhole(options.StaticSummary, "StaticSummary");
        RecordedText.RequireWhole(options.StaticDetails, "StaticDetails");
        var values = client.ValuesOf(options.Id!);
        var request = new StartWorkflowExecutionRequest
        {
            Namespace = client.Options.Namespace,
            WorkflowId = options.Id,
            WorkflowType = new() { Name = input.Workflow },
            TaskQueue = new() { Name = options.TaskQueue },
            Input = await values.ToPayloadsAsync(input.Args, CallName.Workflow(input.Workflow))
                .ConfigureAwait(false),
            Identity = client.Connection.Options.Identity,
            RequestId = Guid.NewGuid().ToString(),
            WorkflowIdReusePolicy = OptionValues.Known(options.IdReusePolicy),
            WorkflowIdConflictPolicy = OptionValues.Known(options.IdConflictPolicy),
            RetryPolicy = options.RetryPolicy?.ToProto(),
            Priority = options.Priority?.ToProto(),
            Memo = await values.ToMemoAsync(options.Memo).ConfigureAwait(false),
            WorkflowExecutionTimeout = OptionValues.ToDuration(options.ExecutionTimeout),
            WorkflowRunTimeout = OptionValues.ToDuration(options.RunTimeout),
            WorkflowTaskTimeout = OptionValues.ToDuration(options.TaskTimeout),
            WorkflowStartDelay = OptionValues.ToDuration(options.StartDelay),
            SearchAttributes = options.TypedSearchAttributes?.ToProto(),
            CronSchedule = options.CronSchedule ?? string.Empty,
            Header = await values.ToHeaderAsync(input.Headers).ConfigureAwait(false),
        };
        if (options.StaticSummary is not null || options.StaticDetails is not null)
        {
            request.UserMetadata = new UserMetadata
            {
                Summary = await values.ToPayloadAsync(options.StaticSummary).ConfigureAwait(false),
                Details = await values.ToPayloadAsync(options.StaticDetails).ConfigureAwait(false),
            };
        }

        return request;
    }

    private static async Task<SignalWithStartWorkflowExecutionRequest> WithSignalAsync(
        ICairnClient client, StartWorkflowExecutionRequest start, string signal, IReadOnlyCollection<object?>? args) =>
        new()
        {
            Namespace = start.Namespace,
            WorkflowId = start.WorkflowId,
            WorkflowType = start.WorkflowType,
            TaskQueue = start.TaskQueue,
            Input = start.Input,
            WorkflowExecutionTimeout = start.WorkflowExecutionTimeout,
            WorkflowRunTimeout = start.WorkflowRunTimeout,
            WorkflowTaskTimeout = start.WorkflowTaskTimeout,
            Identity = start.Identity,
            RequestId = start.RequestId,
            WorkflowIdReusePolicy = start.WorkflowIdReusePolicy,
            SignalName = signal,
            SignalInput = await client.ValuesOf(start.WorkflowId).ToPayloadsAsync(args, CallName.Signal(signal))
                .ConfigureAwait(false),
            RetryPolicy = start.RetryPolicy,
            Memo = start.Memo,
            SearchAttributes = start.SearchAttributes,
            CronSchedule = start.CronSchedule,
            Header = start.Header,
            WorkflowStartDelay = start.WorkflowStartDelay,
            WorkflowIdConflictPolicy = start.WorkflowIdConflictPolicy,
            UserMetadata = start.UserMetadata,
            Priority = start.Priority,
        };

    private static void ThrowIfMissing(string? value, string message, string parameter)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException(message, parameter);
        }
    }
}
