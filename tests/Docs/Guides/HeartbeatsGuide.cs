using Cairn.Activities;
using Cairn.Client;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.Heartbeats;

/// <summary>The code of docs/guides/heartbeats.md.</summary>
public sealed class HeartbeatsGuide
{
    [Fact]
    public async Task The_second_attempt_goes_on_where_the_first_stopped()
    {
        var store = new LineStore { FailsAt = 2 };
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("imports", options => options
            .AddWorkflow<ImportWorkflow>()
            .AddAllActivities(new Imports(store)));
        Assert.Equal(
            4, await env.Client.ExecuteWorkflowAsync(ImportWorkflowCalls.Run("a.csv"), new("import", "imports")));
        Assert.Equal(["a", "b", "c", "d"], store.Lines);
    }

    [Fact]
    public async Task An_attempt_with_progress_does_not_count()
    {
        var store = new LineStore { FailsAt = 2 };
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("imports", options => options
            .AddWorkflow<StallingImportWorkflow>()
            .AddAllActivities(new Imports(store)));
        await env.Client.ExecuteWorkflowAsync(StallingImportWorkflowCalls.Run("a.csv"), new("import", "imports"));
        Assert.Equal(["a", "b", "c", "d"], store.Lines);
    }
}

public sealed class LineStore
{
    public List<string> Lines { get; } = [];

    public int? FailsAt { get; set; }

    public Task AddAsync(string line, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Lines.Count == FailsAt)
        {
            FailsAt = null;
            throw new IOException("The disk is full.");
        }

        Lines.Add(line);
        return Task.CompletedTask;
    }
}

public sealed class Imports(LineStore store)
{
    private readonly string[] lines = ["a", "b", "c", "d"];

    [Activity]
    [ActivityDefaults(StartToClose = "06:00:00", Heartbeat = "00:00:30")]
    public async Task<int> ImportAsync(string file, CancellationToken cancellationToken)
    {
        var context = ActivityExecutionContext.Current;
        var done = context.Info.HeartbeatDetails.Count > 0 ? await context.Info.HeartbeatDetailAtAsync<int>(0) : 0;
        foreach (var line in lines.Skip(done))
        {
            await store.AddAsync(line, cancellationToken);
            done++;
            context.Heartbeat(done);
        }

        return done;
    }

    [Activity]
    [ActivityDefaults(StartToClose = "06:00:00", Heartbeat = "00:00:30")]
    public async Task ImportWithProgressAsync(string file, CancellationToken cancellationToken)
    {
        var progress = await ActivityProgress.ResumeAsync(0, stallLimit: 3);
        foreach (var line in lines.Skip(progress.Value))
        {
            await store.AddAsync(line, cancellationToken);
            progress.Report(progress.Value + 1);
        }
    }
}

[Workflow]
public sealed class ImportWorkflow
{
    [WorkflowRun]
    public Task<int> RunAsync(string file) => Workflow.ExecuteActivityAsync(ImportsCalls.Import(file));
}

[Workflow]
public sealed class StallingImportWorkflow
{
    [WorkflowRun]
    public Task RunAsync(string file) => Workflow.ExecuteActivityAsync(ImportsCalls.ImportWithProgress(file));
}
