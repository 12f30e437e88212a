using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>What workflows and activities write into the log of a host.</summary>
public sealed class LogScopeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_of_a_workflow_is_written_once_with_its_ids_although_every_task_replays()
    {
        var log = new ScopedLog();
        using var host = Hosts.Build(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Telling>().AddStaticActivities<Telling>()
                .ConfigureOptions(options => options.MaxCachedWorkflows = 0);
        });
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<ICairnClient>();
        var handle = await client.StartWorkflowAsync((Telling telling) => telling.RunAsync(), new("w", "queue"));
        await handle.GetResultAsync().WaitAsync(TimeSpan.FromMinutes(1), Token);
        await host.StopAsync(Token);

        var first = Assert.Single(log.Lines, line => line.Text == "before");
        Assert.Single(log.Lines, line => line.Text == "after");
        Assert.Equal("w", first.Scope["WorkflowId"]);
        Assert.Equal(handle.ResultRunId, first.Scope["RunId"]);
        Assert.Equal(nameof(Telling), first.Scope["WorkflowType"]);
        var activity = Assert.Single(log.Lines, line => line.Text == "working");
        Assert.Equal("w", activity.Scope["WorkflowId"]);
        Assert.Equal(handle.ResultRunId, activity.Scope["WorkflowRunId"]);
        Assert.Equal("Work", activity.Scope["ActivityType"]);
        Assert.Equal(1, activity.Scope["Attempt"]);
    }

    [Workflow]
    public class Telling
    {
        private static readonly Action<ILogger, string, Exception?> Say =
            LoggerMessage.Define<string>(LogLevel.Information, new(1), "{Text}");

        [Activity]
        public static void Work() => Say(ActivityExecutionContext.Current.Logger, "working", null);

        [WorkflowRun]
        public async Task RunAsync()
        {
            Say(Workflow.Logger, "before", null);
            await Workflow.ExecuteActivityAsync(
                () => Work(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
            Say(Workflow.Logger, "after", null);
        }
    }
}
