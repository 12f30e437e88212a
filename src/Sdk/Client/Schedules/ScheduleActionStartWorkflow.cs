using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Api.Workflow.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Generated;
using Cairn.Workflows;
using ProtoAction = Cairn.Api.Schedule.V1.ScheduleAction;

namespace Cairn.Client.Schedules;

/// <summary>Starts a workflow.</summary>
/// <param name="Workflow">The workflow type.</param>
/// <param name="Args">The arguments; those of a described schedule are <see cref="IEncodedRawValue"/>.</param>
/// <param name="Options">Its options. The server appends the time to the id; id policies are not allowed.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record ScheduleActionStartWorkflow(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    WorkflowOptions Options,
    IReadOnlyDictionary<string, IEncodedRawValue>? Headers = null) : ScheduleAction
{
    /// <summary>Starts a workflow that a lambda calls.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ScheduleActionStartWorkflow Create<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(workflowRunCall);
        return new(WorkflowNames.OfRun(method), args, options);
    }

    /// <summary>Starts a workflow that a lambda calls.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ScheduleActionStartWorkflow Create<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(workflowRunCall);
        return new(WorkflowNames.OfRun(method), args, options);
    }

    /// <summary>Starts a workflow by a call that a generated class has made.</summary>
    public static ScheduleActionStartWorkflow Create<TWorkflow, TResult>(
        WorkflowCall<TWorkflow, TResult> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        return Create(workflowRunCall.Target.Name, workflowRunCall.Args, options);
    }

    /// <summary>Starts a workflow by a call that a generated class has made.</summary>
    public static ScheduleActionStartWorkflow Create<TWorkflow>(
        WorkflowCall<TWorkflow> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        return Create(workflowRunCall.Target.Name, workflowRunCall.Args, options);
    }

    /// <summary>Starts a workflow by the name of its type.</summary>
    public static ScheduleActionStartWorkflow Create(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        return new(workflow, args, options);
    }

    internal static ScheduleActionStartWorkflow FromProto(NewWorkflowExecutionInfo proto, ICairnClient client)
    {
        var converter = client.ValuesOf(proto.WorkflowId).Converter;
        IEncodedRawValue Raw(Api.Common.V1.Payload payload) => new EncodedRawValue(converter, payload);
        return new(
            proto.WorkflowType.Name,
            [.. (proto.Input?.Payloads_ ?? []).Select(Raw)],
            new(proto.WorkflowId, proto.TaskQueue.Name)
            {
                ExecutionTimeout = proto.WorkflowExecutionTimeout?.ToTimeSpan(),
                RunTimeout = proto.WorkflowRunTimeout?.ToTimeSpan(),
                TaskTimeout = proto.WorkflowTaskTimeout?.ToTimeSpan(),
                RetryPolicy = proto.RetryPolicy is { } retry ? RetryPolicy.FromProto(retry) : null,
                Priority = proto.Priority is { } priority ? Priority.FromProto(priority) : null,
                Memo = proto.Memo?.Fields.ToDictionary(field => field.Key, object (field) => Raw(field.Value)),
                TypedSearchAttributes = proto.SearchAttributes is { } attributes
                    ? SearchAttributeCollection.FromProto(attributes)
                    : null,
            },
            proto.Header?.Fields.ToDictionary(field => field.Key, field => Raw(field.Value)));
    }

    internal override async Task<ProtoAction> ToProtoAsync(ICairnClient client)
    {
        var input = new Interceptors.StartWorkflowInput(Workflow, Args, Options, null);
        var start = await StartWorkflowCall.NewRequestAsync(client, input).ConfigureAwait(false);
        if (Headers is { Count: > 0 })
        {
            start.Header = new();
            start.Header.Fields.Add(Headers.ToDictionary(field => field.Key, field => field.Value.Payload));
        }

        return new()
        {
            StartWorkflow = new()
            {
                WorkflowId = start.WorkflowId,
                WorkflowType = start.WorkflowType,
                TaskQueue = start.TaskQueue,
                Input = start.Input,
                WorkflowExecutionTimeout = start.WorkflowExecutionTimeout,
                WorkflowRunTimeout = start.WorkflowRunTimeout,
                WorkflowTaskTimeout = start.WorkflowTaskTimeout,
                RetryPolicy = start.RetryPolicy,
                Memo = start.Memo,
                SearchAttributes = start.SearchAttributes,
                Header = start.Header,
                UserMetadata = start.UserMetadata,
                Priority = start.Priority,
            },
        };
    }
}
