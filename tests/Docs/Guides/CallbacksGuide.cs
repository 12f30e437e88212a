using Cairn.Activities;
using Cairn.Client;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.Callbacks;

/// <summary>The code of docs/guides/callbacks.md.</summary>
public sealed class CallbacksGuide
{
    [Fact]
    public async Task The_next_approver_is_asked_after_two_days()
    {
        var mails = new Mails();
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("expenses", options => options
            .AddWorkflow<ExpenseWorkflow>()
            .AddAllActivities<IMails>(mails));
        var options = new WorkflowOptions("expense-1", "expenses");
        var expense = await env.Client.StartWorkflowAsync(
            ExpenseWorkflowCalls.Run(new("1", ["ann", "bob"])), options);
        await env.DelayAsync(TimeSpan.FromDays(3));
        Assert.Equal(["ann", "bob"], mails.Asked);
        await AnswerAsync(env.Client, "1", "approved by bob");
        Assert.Equal("approved by bob", await expense.GetResultAsync());
    }

    [Fact]
    public async Task An_expense_that_nobody_answers_is_refused()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("expenses", options => options
            .AddWorkflow<ExpenseWorkflow>()
            .AddAllActivities<IMails>(new Mails()));
        Assert.Equal(
            "refused: nobody answered",
            await env.Client.ExecuteWorkflowAsync(
                ExpenseWorkflowCalls.Run(new("1", ["ann"])), new("expense-1", "expenses")));
    }

    [Fact]
    public async Task A_callback_ends_the_scan()
    {
        var scanner = new Scanner();
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("scans", options => options
            .AddWorkflow<ScanWorkflow>()
            .AddAllActivities(new Scans(scanner)));
        var scan = await env.Client.StartWorkflowAsync(ScanWorkflowCalls.Run("a.pdf"), new("scan", "scans"));
        await CompleteAsync(env.Client, await scanner.Begun.Task);
        Assert.Equal("clean", await scan.GetResultAsync());
    }

    private static async Task AnswerAsync(ICairnClient client, string id, string answer)
    {
        await client.GetWorkflowHandle<ExpenseWorkflow>($"expense-{id}").SignalAsync(w => w.DecideAsync(answer));
    }

    private static async Task CompleteAsync(ICairnClient client, byte[] taskToken)
    {
        await client.GetAsyncActivityHandle(taskToken).CompleteAsync("clean");
    }
}

public sealed record Expense(string Id, IReadOnlyList<string> Approvers);

[ActivityDefaults(StartToClose = "00:00:10")]
public interface IMails
{
    [Activity]
    Task AskAsync(string approver, string expense);
}

public sealed class Mails : IMails
{
    public List<string> Asked { get; } = [];

    public Task AskAsync(string approver, string expense)
    {
        Asked.Add(approver);
        return Task.CompletedTask;
    }
}

[Workflow]
public sealed class ExpenseWorkflow
{
    private string? decision;

    [WorkflowRun]
    public async Task<string> RunAsync(Expense expense)
    {
        foreach (var approver in expense.Approvers)
        {
            await Workflow.ExecuteActivityAsync(IMailsCalls.Ask(approver, expense.Id));
            if (await Workflow.WaitConditionAsync(() => decision is not null, TimeSpan.FromDays(2)))
            {
                return decision!;
            }
        }

        return "refused: nobody answered";
    }

    [WorkflowSignal]
    public Task DecideAsync(string answer)
    {
        decision ??= answer;
        return Task.CompletedTask;
    }
}

public sealed class Scanner
{
    public TaskCompletionSource<byte[]> Begun { get; } = new();

    public Task BeginAsync(string file, byte[] replyWith)
    {
        Begun.SetResult(replyWith);
        return Task.CompletedTask;
    }
}

[ActivityDefaults(StartToClose = "1.00:00:00")]
public sealed class Scans(Scanner scanner)
{
    [Activity]
    public async Task<string> StartScanAsync(string file)
    {
        await scanner.BeginAsync(file, replyWith: ActivityExecutionContext.Current.Info.TaskToken);
        throw new CompleteAsyncException();
    }
}

[Workflow]
public sealed class ScanWorkflow
{
    [WorkflowRun]
    public Task<string> RunAsync(string file) => Workflow.ExecuteActivityAsync(ScansCalls.StartScan(file));
}
