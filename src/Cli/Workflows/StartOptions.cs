using System.CommandLine;
using System.Globalization;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Wire = Google.Protobuf.WellKnownTypes;

namespace Cairn.Cli.Workflows;

/// <summary>The options of a workflow that is started.</summary>
internal static class StartOptions
{
    public static readonly Option<string> Id =
        Texts.Optional("--workflow-id", "ID", "The workflow's id. Default: a new one.", "-w");

    public static readonly Option<string> Type =
        Texts.Required("--type", "NAME", "The type of the workflow.");

    public static readonly Option<string> TaskQueue =
        Texts.Required("--task-queue", "NAME", "The task queue that its worker polls.", "-t");

    private static readonly Option<TimeSpan?> RunTimeout =
        Duration.Optional("--run-timeout", "How long a run may take. Default: no limit.");

    private static readonly Option<TimeSpan?> ExecutionTimeout =
        Duration.Optional("--execution-timeout", "How long all runs together may take. Default: no limit.");

    private static readonly Option<TimeSpan?> TaskTimeout =
        Duration.Optional("--task-timeout", "How long a workflow task may take. Default: 10s.");

    private static readonly Option<string[]> Attributes =
        KeyValues.Of("--search-attribute", "A search attribute");

    private static readonly Option<string[]> MemoEntries = KeyValues.Of("--memo", "An entry of the memo");

    private static readonly Option<string> Summary =
        Texts.Optional("--static-summary", "TEXT", "What it is about, in a line, for people.");

    private static readonly Option<string> Details =
        Texts.Optional("--static-details", "TEXT", "What it is about, in several lines, for people.");

    private static readonly Option<int?> PriorityKey =
        Texts.Number("--priority-key", "Its priority: 1, the most urgent, to 5. Default: 3.");

    private static readonly Option<string> FairnessKey = Texts.Optional(
        "--fairness-key", "TEXT", "Whose share of the workers its tasks are taken from.");

    private static readonly Option<float?> FairnessWeight = Parsed.One<float?>(
        "--fairness-weight", "N", "How large the share of --fairness-key is, 0.001 to 1000. Default: 1.", Weight);

    private static readonly Option<string> Cron =
        Texts.Optional("--cron", "SPEC", "Runs it again and again by this cron specification; prefer schedules.");

    private static readonly Option<bool> FailExisting =
        Texts.Switch("--fail-existing", "Fails if a workflow of that id is running already.");

    private static readonly Option<TimeSpan?> Delay =
        Duration.Optional("--start-delay", "How long it waits before it begins. Default: not at all.");

    private static readonly Option<WorkflowIdReusePolicy> Reuse = Choice.Of(
        "--id-reuse-policy",
        "Whether an id of a closed workflow may be used again. Default: AllowDuplicate.",
        [("AllowDuplicate", WorkflowIdReusePolicy.AllowDuplicate),
            ("AllowDuplicateFailedOnly", WorkflowIdReusePolicy.AllowDuplicateFailedOnly),
            ("RejectDuplicate", WorkflowIdReusePolicy.RejectDuplicate),
            ("TerminateIfRunning", WorkflowIdReusePolicy.TerminateIfRunning)]);

    private static readonly Option<WorkflowIdConflictPolicy> Conflict = Choice.Of(
        "--id-conflict-policy",
        "What happens if a workflow of that id is running. Default: UseExisting, which joins it.",
        [("Fail", WorkflowIdConflictPolicy.Fail), ("UseExisting", WorkflowIdConflictPolicy.UseExisting),
            ("TerminateExisting", WorkflowIdConflictPolicy.TerminateExisting)]);

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [.. Shared, Cron, FailExisting, Delay, Reuse, Conflict];

    /// <summary>Those that a workflow of a schedule has too.</summary>
    public static IEnumerable<Option> Shared =>
    [
        Id, Type, TaskQueue, .. Input.Default.Options, RunTimeout, ExecutionTimeout, TaskTimeout, Attributes,
        MemoEntries, Summary, Details, PriorityKey, FairnessKey, FairnessWeight, KeyValues.Headers,
    ];

    /// <summary>The request to start it.</summary>
    /// <param name="call">The command.</param>
    /// <param name="defaultId">The id if none is entered; null means a new one.</param>
    public static StartWorkflowExecutionRequest Request(Invocation call, string? defaultId = null)
    {
        return new()
        {
            Namespace = call.Namespace,
            WorkflowId = call.Has(Id) ? call.Text(Id) : defaultId ?? Guid.NewGuid().ToString(),
            WorkflowType = new() { Name = call.Text(Type) },
            TaskQueue = new() { Name = call.Text(TaskQueue) },
            Input = Input.Default.Read(call),
            Identity = call.Identity,
            RequestId = Guid.NewGuid().ToString(),
            WorkflowRunTimeout = Of(call.Get(RunTimeout)),
            WorkflowExecutionTimeout = Of(call.Get(ExecutionTimeout)),
            WorkflowTaskTimeout = Of(call.Get(TaskTimeout)),
            WorkflowStartDelay = Of(call.Get(Delay)),
            CronSchedule = call.Text(Cron),
            WorkflowIdReusePolicy = call.Get(Reuse),
            WorkflowIdConflictPolicy = ConflictOf(call),
            UserMetadata = MetadataOf(call),
            Memo = MemoOf(call, MemoEntries),
            SearchAttributes = AttributesOf(call, Attributes),
            Header = KeyValues.HeaderOf(call),
            Priority = PriorityOf(call),
        };
    }

    /// <summary>The memo of an option; null if it was not entered.</summary>
    public static Memo? MemoOf(Invocation call, Option<string[]> option)
    {
        var memo = new Memo();
        foreach (var (key, value) in KeyValues.Read(call, option))
        {
            memo.Fields[key] = value;
        }

        return memo.Fields.Count > 0 ? memo : null;
    }

    /// <summary>The search attributes of an option; null if it was not entered.</summary>
    public static SearchAttributes? AttributesOf(Invocation call, Option<string[]> option)
    {
        var attributes = new SearchAttributes();
        foreach (var (key, value) in KeyValues.Read(call, option))
        {
            attributes.IndexedFields[key] = value;
        }

        return attributes.IndexedFields.Count > 0 ? attributes : null;
    }

    private static Priority? PriorityOf(Invocation call) =>
        call.Has(PriorityKey) || call.Has(FairnessKey) || call.Has(FairnessWeight)
            ? new()
            {
                PriorityKey = call.Get(PriorityKey) ?? 0,
                FairnessKey = call.Text(FairnessKey),
                FairnessWeight = call.Get(FairnessWeight) ?? 0,
            }
            : null;

    private static float? Weight(string name, string text) =>
        float.TryParse(text, CultureInfo.InvariantCulture, out var weight) && weight is >= 0.001f and <= 1000
            ? weight
            : throw new FormatException($"{name} must be a number from 0.001 to 1000, not {text}.");

    private static WorkflowIdConflictPolicy ConflictOf(Invocation call) => call.Has(Conflict)
        ? call.Get(Conflict)
        : call.Get(FailExisting) || call.Get(Reuse) == WorkflowIdReusePolicy.TerminateIfRunning
            ? WorkflowIdConflictPolicy.Unspecified
            : WorkflowIdConflictPolicy.UseExisting;

    private static Wire.Duration? Of(TimeSpan? duration) =>
        duration is { } time ? Wire.Duration.FromTimeSpan(time) : null;

    private static UserMetadata? MetadataOf(Invocation call) => call.Has(Summary) || call.Has(Details)
        ? new() { Summary = TextOf(call, Summary), Details = TextOf(call, Details) }
        : null;

    private static Payload? TextOf(Invocation call, Option<string> option) => call.Has(option)
        ? JsonPayload.OfText(call.Text(option))
        : null;
}
