using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Views;
using Cairn.Engine.Executions.WorkflowTasks;
using Google.Protobuf;

namespace Cairn.Tests.Engine;

/// <summary>What workers do with workflow tasks.</summary>
internal static partial class WorkflowTaskInputs
{
    /// <summary>
    /// `poll-workflow-task [scheduled=N attempt=N] [identity=worker] [build=b]`: takes the task that waits, or an older
    /// offer.
    /// </summary>
    public static void Poll(Stage stage, InputLine input)
    {
        var run = stage.RunOf(input);
        var task = run.State.Task;
        var turn = new Turn(run.State, stage.Now) { SearchAttributes = Stage.SearchAttributes };
        var taken = StartWorkflowTask.Decide(
            turn,
            Number(input, "scheduled", task?.ScheduledEventId ?? 0),
            (int)Number(input, "attempt", task?.Attempt ?? 0),
            $"poll-{++stage.Polls}",
            input.Get("identity", "worker"),
            Build(input));
        stage.Commit(run, turn);
        if (taken && run.State.Task is not null)
        {
            Give(stage, run);
        }
        else
        {
            stage.Say("no task");
        }
    }

    /// <summary>The build that a worker names in its poll; null if it names none.</summary>
    internal static WorkerVersionStamp? Build(InputLine input) =>
        input.Get("build", "") is { Length: > 0 } build ? new() { BuildId = build } : null;

    /// <summary>
    /// `complete-task [token=N] [sticky=queue] [fields of the request]`, with commands in indented lines below.
    /// </summary>
    public static void Complete(Stage stage, InputLine input)
    {
        var run = stage.RunOf(input);
        var request = WireFields.Fill(
            new RespondWorkflowTaskCompletedRequest { Identity = "worker" },
            input.FieldsBut("token", "sticky", "stickyTimeout", "run"));
        foreach (var line in input.Commands)
        {
            if (UpdateInputs.MessageOf(run, line) is { } message)
            {
                request.Messages.Add(message);
            }

            request.Commands.AddRange(Enumerable.Range(1, line.Times)
                .Where(_ => !UpdateInputs.IsSilent(line))
                .Select(count => Of(UpdateInputs.AsCommand(line), count)));
        }

        if (input.Get("sticky") is { Length: > 0 } queue)
        {
            request.StickyAttributes = new()
            {
                WorkerTaskQueue = new() { Name = queue, Kind = TaskQueueKind.Sticky, NormalName = "q" },
                ScheduleToStartTimeout = WireFields.Length(input.Get("stickyTimeout", "10s")),
            };
        }

        var turn = new Turn(run.State, stage.Now) { SearchAttributes = Stage.SearchAttributes };
        var outcome = CompleteWorkflowTask.Decide(
            turn, TokenOf(run, input), request, UpdateInputs.OfTask(run));
        stage.Commit(run, turn);
        if (outcome.Refusal is { } refusal)
        {
            stage.Say(refusal);
        }

        UpdateInputs.Settle(stage, run, outcome);
        if (outcome.ReturnsTask && run.State.Task is not null)
        {
            Give(stage, run);
        }

        foreach (var activity in outcome.EagerActivities)
        {
            ActivityInputs.Give(stage, run, run.State.Activities[activity]);
        }
    }

    /// <summary>`fail-task [token=N] [fields of the request]`.</summary>
    public static void Fail(Stage stage, InputLine input)
    {
        var run = stage.RunOf(input);
        stage.Decide(run, turn => FailWorkflowTask.Decide(turn, TokenOf(run, input), WireFields.Fill(
            new RespondWorkflowTaskFailedRequest
            {
                Identity = "worker",
                Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
            },
            input.FieldsBut("token", "run"))));
    }

    /// <summary>Hands the task that was started to a worker.</summary>
    public static void Give(Stage stage, Run run)
    {
        var task = run.State.Task!;
        run.TaskTokens.Add(new(task.ScheduledEventId, task.StartedEventId, task.Attempt, task.StartedTime));
        var history = new History();
        history.Events.AddRange(run.History.Concat(TransientEvents.Of(run.State)));
        var view = TaskViews.WorkflowTask(run.State, history, ByteString.Empty);
        var fields = WireText.Fields(view, "workflowExecution", "workflowType", "history");
        stage.Say($"task {run.TaskTokens.Count} {fields}");
        foreach (var e in TransientEvents.Of(run.State))
        {
            stage.Say($"transient {RecordText.Of(e)}");
        }

        UpdateInputs.Give(stage, run);
    }

    private static TaskIdentity TokenOf(Run run, InputLine input) =>
        run.TaskTokens.ElementAtOrDefault((int)Number(input, "token", run.TaskTokens.Count) - 1);

    private static long Number(InputLine input, string name, long otherwise) =>
        input.Get(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>
    /// A command: its type in kebab case, and its attributes; `%` in a value stands for the count of a repetition.
    /// </summary>
    private static Command Of(InputLine line, int count)
    {
        var name = Kebab().Replace("-" + line.Verb, match => match.Groups[1].Value.ToUpperInvariant());
        var command = new Command
        {
            CommandType = line.Verb == "command"
                ? (CommandType)Number(line, "type", 0)
                : Enum.Parse<CommandType>(name),
        };
        var field = Command.Descriptor.Fields.InDeclarationOrder().SingleOrDefault(
            field => field.JsonName.Equals(name + "CommandAttributes", StringComparison.OrdinalIgnoreCase));
        if (field is not null && !line.Words.Contains("without-attributes"))
        {
            field.Accessor.SetValue(command, WireFields.Fill(
                (IMessage)Activator.CreateInstance(field.MessageType.ClrType)!,
                line.FieldsBut("summary").Select(pair => KeyValuePair.Create(
                    pair.Key, pair.Value.Replace("%", $"{count}", StringComparison.Ordinal)))));
        }

        return WireFields.Fill(command, line.Fields
            .Where(pair => pair.Key == "summary")
            .Select(pair => KeyValuePair.Create("userMetadata.summary", pair.Value)));
    }

    [GeneratedRegex("-([a-z])")]
    private static partial Regex Kebab();
}
