using System.Globalization;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>
/// A program with an engine and a worker. Its activity says that it runs and then waits: for a line of its input, or
/// until it is cancelled.
/// </summary>
public static class DrainingHost
{
    /// <summary>The word that starts it.</summary>
    public const string Role = "draining-host";

    /// <summary>Runs until SIGTERM.</summary>
    /// <param name="database">The file of its engine.</param>
    /// <param name="grace">How long its worker waits for activities.</param>
    /// <param name="limit">How long the host waits for its services.</param>
    public static async Task<int> RunAsync(string database, string grace, string limit)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.Configure<HostOptions>(options =>
            options.ShutdownTimeout = TimeSpan.Parse(limit, CultureInfo.InvariantCulture));
        builder.Configuration["Cairn:Engine:DatabasePath"] = database;
        builder.Configuration["Cairn:Workers:queue:GracefulShutdownTimeout"] = grace;
        builder.Services.AddCairn();
        builder.Services.AddCairnWorker("queue").AddWorkflow<Waiting>().AddStaticActivities<Waiting>();
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ICairnClient>();
        await client.StartWorkflowAsync((Waiting waiting) => waiting.RunAsync(), new("w", "queue"));
        await host.WaitForShutdownAsync();
        await Console.Out.WriteLineAsync("host ended");
        return 0;
    }

    /// <summary>Waits in its activity.</summary>
    [Workflow]
    public class Waiting
    {
        /// <summary>Waits for a line, or until it is cancelled.</summary>
        [Activity]
        public static async Task WaitAsync()
        {
            await using var told = ActivityExecutionContext.Current.WorkerShutdownToken.Register(
                () => Console.Out.WriteLine("activity sees the stop"));
            await Console.Out.WriteLineAsync("activity runs");
            var line = Task.Run(Console.In.ReadLineAsync);
            try
            {
                await line.WaitAsync(ActivityExecutionContext.Current.CancellationToken);
                await Console.Out.WriteLineAsync("activity ends");
            }
            catch (OperationCanceledException)
            {
                await Console.Out.WriteLineAsync("activity is cancelled");
                throw;
            }
        }

        /// <summary>Runs the activity once.</summary>
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            () => WaitAsync(),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(5), RetryPolicy = new() { MaximumAttempts = 1 },
            });
    }
}
