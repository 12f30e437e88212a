using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow reset</c>.</summary>
internal static class ResetWorkflow
{
    private static readonly Option<int?> EventId =
        Texts.Number("--event-id", "The event to go back to: one after a workflow task.", "-e");

    private static readonly Option<ResetType> Type = Choice.Of(
        "--type",
        "Where to go back to, instead of --event-id.",
        [("FirstWorkflowTask", ResetType.FirstWorkflowTask), ("LastWorkflowTask", ResetType.LastWorkflowTask)],
        "-t");

    private static readonly Option<ResetReapplyType> Reapplied = Choice.Of(
        "--reapply-type",
        "What came after that event and is brought along; --reapply-exclude is newer. Default: All.",
        [("All", ResetReapplyType.AllEligible), ("Signal", ResetReapplyType.Signal), ("None", ResetReapplyType.None)]);

    private static readonly Option<ResetReapplyExcludeType[]> Excluded = new("--reapply-exclude")
    {
        Description = "What came after that event and is not brought along: Signal, Update or All. May be repeated.",
        CustomParser = result => [.. result.Tokens.SelectMany(token => ExcludedOf(token.Value))],
    };

    public static Command Command() => Verb.Of(
        "reset",
        "Goes back to an event of a workflow's history: the run ends, and a new one goes on from there.",
        [.. Targets.Options, EventId, Type, Reapplied, Excluded],
        RunAsync);

    private static Task RunAsync(Invocation call)
    {
        if (call.Get(EventId) is null == (call.Get(Type) == ResetType.Unspecified))
        {
            throw new CommandException("Say where to go back to, by --event-id or by --type.");
        }

        return Targets.ApplyAsync(
            call,
            workflow => OneAsync(call, workflow),
            done: null,
            batch => batch.ResetOperation = new() { Identity = call.Identity, Options = OptionsOf(call) });
    }

    private static async Task OneAsync(Invocation call, WorkflowExecution workflow)
    {
        var answer = await call.Service.ResetWorkflowExecutionAsync(
            new()
            {
                Namespace = call.Namespace,
                WorkflowExecution = workflow,
                Reason = call.Has(Targets.Reason) ? call.Text(Targets.Reason) : $"cairn, by {call.Identity}",
                WorkflowTaskFinishEventId = call.Get(EventId) ?? await EventOfAsync(call, workflow, call.Get(Type)),
                RequestId = Guid.NewGuid().ToString(),
                ResetReapplyType = call.Get(Reapplied),
                ResetReapplyExcludeTypes = { call.Get(Excluded) ?? [] },
                Identity = call.Identity,
            },
            call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Card("Reset:", [("WorkflowId", workflow.WorkflowId), ("RunId", answer.RunId)]);
        }
    }

    private static ResetOptions OptionsOf(Invocation call)
    {
        var options = new ResetOptions
        {
            ResetReapplyType = call.Get(Reapplied),
            ResetReapplyExcludeTypes = { call.Get(Excluded) ?? [] },
        };
        if (call.Get(EventId) is { } id)
        {
            options.WorkflowTaskId = id;
        }
        else if (call.Get(Type) == ResetType.FirstWorkflowTask)
        {
            options.FirstWorkflowTask = new();
        }
        else
        {
            options.LastWorkflowTask = new();
        }

        return options;
    }

    private static async Task<long> EventOfAsync(Invocation call, WorkflowExecution workflow, ResetType type)
    {
        var found = 0L;
        await foreach (var each in Histories.ReadAsync(call, workflow, follow: false, call.Token))
        {
            if (each.EventType == EventType.WorkflowTaskCompleted)
            {
                found = each.EventId;
                if (type == ResetType.FirstWorkflowTask)
                {
                    break;
                }
            }
        }

        return found > 0
            ? found
            : throw new CommandException("The workflow has completed no workflow task yet, so it cannot go back.");
    }

    private static ResetReapplyExcludeType[] ExcludedOf(string word) => word.ToUpperInvariant() switch
    {
        "SIGNAL" => [ResetReapplyExcludeType.Signal],
        "UPDATE" => [ResetReapplyExcludeType.Update],
        "ALL" => [ResetReapplyExcludeType.Signal, ResetReapplyExcludeType.Update],
        _ => throw new CommandException($"--reapply-exclude must be Signal, Update or All, not {word}."),
    };
}
