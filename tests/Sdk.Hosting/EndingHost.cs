using Cairn.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>Programs as users write them, which end in one way or another.</summary>
public static class EndingHost
{
    /// <summary>The word that starts one.</summary>
    public const string Role = "ending-host";

    /// <summary>Runs one.</summary>
    /// <param name="how">Which one.</param>
    /// <param name="place">The file of the database, or the server.</param>
    public static async Task RunAsync(string how, string place)
    {
        var builder = Host.CreateApplicationBuilder();
        switch (how)
        {
            case "engine":
                builder.Configuration["Cairn:Engine:DatabasePath"] = place;
                builder.Services.AddCairn();
                builder.Services.AddCairnWorker("queue").AddWorkflow<Greet>();
                break;
            case "refused":
                builder.Services.AddHostedCairnWorker(place, "no-such-namespace", "queue").AddWorkflow<Greet>();
                break;
            case "fail-fast":
                builder.Services.AddHostedCairnWorker(place, "default", "queue").AddWorkflow<Greet>()
                    .ConfigureOptions(options => options.Startup = WorkerStartup.FailFast);
                break;
            case "waiting":
                builder.Services.AddHostedCairnWorker(place, "default", "queue").AddWorkflow<Greet>();
                break;
            case "callback":
                builder.Services.AddCairn();
                builder.Services.AddCairnWorker("queue").AddWorkflow<Greet>()
                    .ConfigureOptions(_ => throw new InvalidOperationException("The vault is sealed."));
                break;
        }

        await builder.Build().RunAsync();
    }
}
