using System.Globalization;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>The request with which a schedule starts its workflow.</summary>
public static class ScheduledStart
{
    /// <summary>The search attribute that holds the nominal time.</summary>
    public const string StartTimeAttribute = "TemporalScheduledStartTime";

    /// <summary>The search attribute that holds the id of the schedule.</summary>
    public const string ByIdAttribute = "TemporalScheduledById";

    /// <summary>The request.</summary>
    public static StartWorkflowExecutionRequest Request(ScheduleDocument schedule, DueStart due)
    {
        var action = schedule.Schedule.Action.StartWorkflow;
        var attributes = action.SearchAttributes?.Clone() ?? new SearchAttributes();
        attributes.IndexedFields[StartTimeAttribute] = Payload(Text(due.Nominal), "Datetime");
        attributes.IndexedFields[ByIdAttribute] = Payload(schedule.ScheduleId, "Keyword");
        var mayRepeat = due.MayRepeat || schedule.Schedule.Policies.KeepOriginalWorkflowId;
        return new StartWorkflowExecutionRequest
        {
            Namespace = schedule.Namespace,
            // Starts from versions that stored no workflow id have none.
            WorkflowId = due.WorkflowId.Length > 0 ? due.WorkflowId : WorkflowId(schedule, due.Nominal),
            WorkflowType = action.WorkflowType,
            TaskQueue = action.TaskQueue,
            Input = action.Input,
            WorkflowExecutionTimeout = action.WorkflowExecutionTimeout,
            WorkflowRunTimeout = action.WorkflowRunTimeout,
            WorkflowTaskTimeout = action.WorkflowTaskTimeout,
            Identity = $"temporal-scheduler-{schedule.Namespace}-{schedule.ScheduleId}",
            RequestId = due.RequestId,
            WorkflowIdReusePolicy = mayRepeat
                ? WorkflowIdReusePolicy.AllowDuplicate
                : WorkflowIdReusePolicy.RejectDuplicate,
            RetryPolicy = action.RetryPolicy,
            Memo = action.Memo,
            SearchAttributes = attributes,
            Header = action.Header,
            UserMetadata = action.UserMetadata,
            Priority = action.Priority,
            LastCompletionResult = due.IsBeside ? null : schedule.LastCompletionResult,
            ContinuedFailure = due.IsBeside ? null : schedule.ContinuedFailure,
        };
    }

    /// <summary>The workflow id of a scheduled start, unless another start has it.</summary>
    public static string WorkflowId(ScheduleDocument schedule, Timestamp nominal) =>
        schedule.Schedule.Policies.KeepOriginalWorkflowId
            ? schedule.Schedule.Action.StartWorkflow.WorkflowId
            : $"{schedule.Schedule.Action.StartWorkflow.WorkflowId}-{Text(nominal)}";

    /// <summary>A time as in workflow ids: UTC, in whole seconds.</summary>
    private static string Text(Timestamp time) => time.ToDateTime()
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Payload Payload(string text, string type)
    {
        var value = new Value { StringValue = text };
        var payload = new Payload { Data = ByteString.CopyFromUtf8(JsonFormatter.Default.Format(value)) };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8("json/plain");
        payload.Metadata["type"] = ByteString.CopyFromUtf8(type);
        return payload;
    }
}
