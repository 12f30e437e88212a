using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary>The options of a command that is about one workflow, or about all that a query finds.</summary>
internal static class Targets
{
    public static readonly Option<string> Id = Texts.Optional("--workflow-id", "ID", "The workflow's id.", "-w");

    public static readonly Option<string> Reason =
        Texts.Optional("--reason", "TEXT", "Why, as the workflow and the batch keep it.");

    private static readonly Option<string> Query =
        Texts.Optional("--query", "QUERY", "All workflows that it finds, as a batch.", "-q");

    private static readonly Option<bool> Yes =
        Texts.Switch("--yes", "Does not ask whether to begin a batch.", "-y");

    private static readonly Option<int?> Rate =
        Texts.Number("--rps", "How many workflows of a batch a second. Default: as many as the server allows.");

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> Options => [Id, WorkflowReference.RunId, Query, Reason, Yes, Rate];

    /// <summary>Does something to one workflow, or begins a batch.</summary>
    /// <param name="call">The command.</param>
    /// <param name="one">Does it to one.</param>
    /// <param name="done">What was done to one, in a sentence; null if <paramref name="one"/> says it.</param>
    /// <param name="batch">Says in a batch what is to be done.</param>
    public static async Task ApplyAsync(
        Invocation call, Func<WorkflowExecution, Task> one, string? done, Action<StartBatchOperationRequest> batch)
    {
        var (id, query) = (call.Text(Id), call.Text(Query));
        if (id.Length == 0 == (query.Length == 0))
        {
            throw new CommandException("Say which workflow by --workflow-id, or which ones by --query, but not both.");
        }

        if (id.Length > 0)
        {
            await one(new() { WorkflowId = id, RunId = call.Text(WorkflowReference.RunId) });
            if (done is not null)
            {
                call.Print.Line(done);
            }

            return;
        }

        if (call.Has(WorkflowReference.RunId))
        {
            throw new CommandException("--run-id is for --workflow-id, not for --query.");
        }

        await BeginAsync(call, query, batch);
    }

    private static async Task BeginAsync(Invocation call, string query, Action<StartBatchOperationRequest> batch)
    {
        var count = (await call.Service.CountWorkflowExecutionsAsync(
            new() { Namespace = call.Namespace, Query = query }, call.Rpc)).Count;
        if (!call.Get(Yes) && !Confirm.Ask($"Begin a batch over about {count} workflows?"))
        {
            throw new CommandException("Nothing was done.");
        }

        var request = new StartBatchOperationRequest
        {
            Namespace = call.Namespace,
            JobId = Guid.NewGuid().ToString(),
            VisibilityQuery = query,
            Reason = call.Has(Reason) ? call.Text(Reason) : $"cairn, by {call.Identity}",
            MaxOperationsPerSecond = call.Get(Rate) ?? 0,
        };
        batch(request);
        await call.Service.StartBatchOperationAsync(request, call.Rpc);
        if (!call.Print.Json(() => new System.Text.Json.Nodes.JsonObject { ["batchJobId"] = request.JobId }))
        {
            call.Print.Line(
                $"Batch {request.JobId} has begun. 'cairn batch describe --follow --job-id {request.JobId}' shows it.");
        }
    }
}
