using System.Collections.Concurrent;
using Cairn.Activities;

namespace CiCdPipeline;

/// <summary>Six servers, and as many test environments as are needed.</summary>
public sealed class DataCenter : IPipeline
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, bool> environments = [];
    private readonly string[] servers = [.. Enumerable.Repeat("nothing", 6)];

    /// <summary>What runs on the servers.</summary>
    public IReadOnlyList<string> Servers => servers;

    /// <summary>The environments that are there.</summary>
    public IEnumerable<string> Environments => environments.Keys;

    [Activity]
    public async Task<string> BuildAsync(Release release) => $"{release.Id}.zip";

    [Activity]
    public async Task ProvisionAsync(string environment, CancellationToken cancellationToken)
    {
        environments[environment] = true;
        await WorkAsync(steps: 3, cancellationToken);
    }

    [Activity]
    public async Task TearDownAsync(string environment)
    {
        environments.TryRemove(environment, out _);
        Console.WriteLine($"{environment} is removed");
    }

    [Activity]
    public async Task RunSuiteAsync(string environment, string suite, CancellationToken cancellationToken)
    {
        await WorkAsync(steps: suite.Length, cancellationToken);
        if (suite == "broken")
        {
            throw new SuiteFailedException(suite);
        }
    }

    [Activity]
    public async Task DeployAsync(string package, CancellationToken cancellationToken)
    {
        var before = servers.ToArray();
        try
        {
            for (var i = 0; i < servers.Length; i++)
            {
                servers[i] = package;
                ActivityExecutionContext.Current.Heartbeat(i);
                await Task.Delay(s_pause * 2, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            before.CopyTo(servers, 0);
            Console.WriteLine($"{package} is taken back");
            throw;
        }
    }

    // Without heartbeats an activity would not notice that it is cancelled.
    private static async Task WorkAsync(int steps, CancellationToken cancellationToken)
    {
        for (var i = 0; i < steps; i++)
        {
            ActivityExecutionContext.Current.Heartbeat(i);
            await Task.Delay(s_pause, cancellationToken);
        }
    }
}
