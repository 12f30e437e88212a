using Cairn.Api.Enums.V1;
using Cairn.Client;

namespace Company.CairnWorker;

/// <summary>Starts one workflow when the program starts, and logs its result.</summary>
internal sealed partial class Greeter(ICairnClient client, ILogger<Greeter> logger) : BackgroundService
{
    public const string TaskQueue = "greetings";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var greeting = await client.ExecuteWorkflowAsync(
            GreetingWorkflowCalls.Run("Ada"),
            new("greet-ada", TaskQueue)
            {
                // A second start of the program joins a workflow that runs.
                IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting,
                Rpc = new() { CancellationToken = stoppingToken },
            });
        LogGreeting(greeting);
    }

    [LoggerMessage(1, LogLevel.Information, "{Greeting}")]
    private partial void LogGreeting(string greeting);
}
