using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

/// <summary>Starts that no server should take.</summary>
internal static class BadStarts
{
    private const int TooMuch = (2 * 1024 * 1024) + 10;

    private static readonly string Long = new('x', 1001);

    public static IEnumerable<BadRequest> All =>
    [
        .. Ids, .. Durations, .. RetryPolicies, .. Rest, .. SignalWithStart,
    ];

    private static IEnumerable<BadRequest> Ids =>
    [
        Start("no workflow id", "WorkflowId is not set on request.", r => r.WorkflowId = ""),
        Start(
            "long workflow id",
            "WorkflowId exceeds maximum allowed length (1001/1000)",
            r => r.WorkflowId = Long),
        Start(
            "workflow id of too many bytes",
            "WorkflowId exceeds maximum allowed length (1002/1000)",
            r => r.WorkflowId = new string('ž', 501)),
        Start("no type", "WorkflowType is not set on request.", r => r.WorkflowType = null),
        Start("empty type", "WorkflowType is not set on request.", r => r.WorkflowType = new()),
        Start("long type", "WorkflowType length exceeds limit.", r => r.WorkflowType.Name = Long),
        Start("no queue", "taskQueue is not set", r => r.TaskQueue = null),
        Start("empty queue", "missing task queue name", r => r.TaskQueue = new()),
        Start("long queue", "taskQueue length exceeds limit", r => r.TaskQueue.Name = Long),
        Start(
            "reserved queue",
            "task queue name cannot start with reserved prefix /_sys/",
            r => r.TaskQueue.Name = "/_sys/x"),
        Start("long request id", "RequestId length exceeds limit.", r => r.RequestId = Long),
    ];

    private static IEnumerable<BadRequest> Durations =>
    [
        Start(
            "negative execution timeout",
            "An invalid WorkflowExecutionTimeoutSeconds is set on request. cause: negative duration",
            r => r.WorkflowExecutionTimeout = Seconds(-1)),
        Start(
            "negative run timeout",
            "An invalid WorkflowRunTimeoutSeconds is set on request. cause: negative duration",
            r => r.WorkflowRunTimeout = Seconds(-1)),
        Start(
            "negative task timeout",
            "An invalid WorkflowTaskTimeoutSeconds is set on request. cause: negative duration",
            r => r.WorkflowTaskTimeout = Seconds(-1)),
        Start(
            "two signs",
            "An invalid WorkflowRunTimeoutSeconds is set on request. cause: duration has seconds and nanos with "
            + "different signs",
            r => r.WorkflowRunTimeout = new Duration { Seconds = 1, Nanos = -1 }),
        Start(
            "negative delay",
            "An invalid WorkflowStartDelaySeconds is set on request. cause: negative duration",
            r => r.WorkflowStartDelay = Seconds(-5)),
        Start(
            "cron and delay",
            "CronSchedule and WorkflowStartDelay may not be used together.",
            r => (r.CronSchedule, r.WorkflowStartDelay) = ("* * * * *", Seconds(5))),
    ];

    private static IEnumerable<BadRequest> RetryPolicies =>
    [
        Retry(
            "negative interval",
            "invalid InitialInterval set on retry policy: negative duration",
            policy => policy.InitialInterval = Seconds(-1)),
        Retry(
            "coefficient below one",
            "BackoffCoefficient cannot be less than 1 on retry policy.",
            policy => policy.BackoffCoefficient = 0.5),
        Retry(
            "negative maximum",
            "invalid MaximumInterval set on retry policy: negative duration",
            policy => policy.MaximumInterval = Seconds(-1)),
        Retry(
            "maximum below initial",
            "MaximumInterval cannot be less than InitialInterval on retry policy.",
            policy => (policy.InitialInterval, policy.MaximumInterval) = (Seconds(10), Seconds(5))),
        Retry(
            "negative attempts",
            "MaximumAttempts cannot be negative on retry policy.",
            policy => policy.MaximumAttempts = -1),
        Retry(
            "unknown timeout type",
            "Invalid timeout type value: foo.",
            policy => policy.NonRetryableErrorTypes.Add("TemporalTimeout:foo")),
    ];

    private static IEnumerable<BadRequest> Rest =>
    [
        Start(
            "two policies",
            "Invalid WorkflowIDReusePolicy: WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING cannot be used together "
            + "with a WorkflowIDConflictPolicy",
            r => (r.WorkflowIdReusePolicy, r.WorkflowIdConflictPolicy) =
                (WorkflowIdReusePolicy.TerminateIfRunning, WorkflowIdConflictPolicy.Fail)),
        Start(
            "reject and terminate",
            "Invalid WorkflowIDReusePolicy: WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE cannot be used together with "
            + "WorkflowIdConflictPolicy WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING",
            r => (r.WorkflowIdReusePolicy, r.WorkflowIdConflictPolicy) =
                (WorkflowIdReusePolicy.RejectDuplicate, WorkflowIdConflictPolicy.TerminateExisting)),
        Start("large input", "Blob data size exceeds limit.", r => r.Input = Large),
        Start(
            "large memo",
            "Memo size exceeds limit.",
            r => r.Memo = new() { Fields = { ["big"] = Large.Payloads_[0] } }),
    ];

    private static IEnumerable<BadRequest> SignalWithStart =>
    [
        WithSignal("no signal", "signal not set", r => r.SignalName = ""),
        WithSignal(
            "long signal", "signal name exceeds maximum allowed length (1001/1000)", r => r.SignalName = Long),
        WithSignal("large signal", "Blob data size exceeds limit.", r => r.SignalInput = Large),
        WithSignal("no workflow id", "WorkflowId is not set on request.", r => r.WorkflowId = ""),
        WithSignal(
            "conflict policy",
            "Invalid WorkflowIDConflictPolicy: WORKFLOW_ID_CONFLICT_POLICY_FAIL is not supported for this operation.",
            r => r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.Fail),
    ];

    internal static Payloads Large => new()
    {
        Payloads_ = { new Payload { Data = ByteString.CopyFrom(new byte[TooMuch]) } },
    };

    private static Duration Seconds(long seconds) => new() { Seconds = seconds };

    private static BadRequest Retry(string name, string text, Action<RetryPolicy> change) =>
        Start($"retry: {name}", text, request =>
        {
            request.RetryPolicy = new RetryPolicy { InitialInterval = Seconds(1), BackoffCoefficient = 2 };
            change(request.RetryPolicy);
        });

    private static BadRequest Start(string name, string text, Action<StartWorkflowExecutionRequest> change) =>
        BadRequest.Invalid($"start: {name}", text, service =>
        {
            var request = new StartWorkflowExecutionRequest
            {
                Namespace = "default",
                WorkflowId = "open",
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = Harness.Queue },
                RequestId = "bad",
                WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
            };
            change(request);
            return service.StartWorkflowExecutionAsync(request);
        });

    private static BadRequest WithSignal(
        string name, string text, Action<SignalWithStartWorkflowExecutionRequest> change) =>
        BadRequest.Invalid($"signal with start: {name}", text, service =>
        {
            var request = new SignalWithStartWorkflowExecutionRequest
            {
                Namespace = "default",
                WorkflowId = "open",
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = Harness.Queue },
                RequestId = "bad",
                SignalName = "s",
            };
            change(request);
            return service.SignalWithStartWorkflowExecutionAsync(request);
        });
}
