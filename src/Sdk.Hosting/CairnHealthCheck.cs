using Cairn.Client;
using Cairn.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Cairn.Extensions.Hosting;

/// <summary>Looks at the engine, the clients and the workers of a host, and says what is wrong with which.</summary>
/// <param name="provider">The services of the host.</param>
internal sealed class CairnHealthCheck(IServiceProvider provider) : IHealthCheck
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var clients = await Task.WhenAll(Clients().Select(each => CheckAsync(each, cancellationToken)))
            .ConfigureAwait(false);
        var workers = provider.GetServices<IHostedService>().OfType<CairnWorkerService>().Select(Check);
        Finding[] findings = [.. clients, .. workers];
        var status = findings.Select(each => each.Status).Append(HealthStatus.Healthy).Min();
        var wrong = findings
            .Where(each => each.Status != HealthStatus.Healthy).Select(each => $"{each.Part}: {each.Text}");
        return new(
            status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : status,
            status == HealthStatus.Healthy ? null : string.Join(" ", wrong),
            findings.Select(each => each.Error).FirstOrDefault(error => error is not null),
            findings.ToDictionary(each => each.Part, each => (object)each.Text));
    }

    private IEnumerable<(string Name, Func<ICairnClient> Find)> Clients()
    {
        if (provider.GetService<EngineInHost>() is not null)
        {
            yield return ("engine", provider.GetRequiredService<ICairnClient>);
        }

        foreach (var name in provider.GetServices<HostClient>().Select(client => client.Name))
        {
            yield return name.Length == 0
                ? ("client", provider.GetRequiredService<ICairnClient>)
                : ($"client {name}", () => provider.GetRequiredKeyedService<ICairnClient>(name));
        }
    }

    private static async Task<Finding> CheckAsync(
        (string Name, Func<ICairnClient> Find) part, CancellationToken cancellationToken)
    {
        try
        {
            var client = part.Find();
            return await TroubleOfAsync(client, cancellationToken).ConfigureAwait(false) is { } trouble
                ? new(part.Name, HealthStatus.Unhealthy, trouble)
                : new(part.Name, HealthStatus.Healthy, "serves");
        }
        catch (InvalidOperationException e)
        {
            // The engine has not started, or has ended.
            return new(part.Name, HealthStatus.Unhealthy, e.Message, e);
        }
    }

    private static async Task<string?> TroubleOfAsync(ICairnClient client, CancellationToken cancellationToken)
    {
        var once = new RpcOptions { Timeout = CallTimeout, Retry = false, CancellationToken = cancellationToken };
        if (await client.Connection.CheckHealthAsync(options: once).ConfigureAwait(false))
        {
            return null;
        }

        var server = client.Connection.Options.TargetHost is { } host ? $"{host} " : string.Empty;
        try
        {
            // Calls say why, which a health check of the protocol does not: this one reads the store.
            await client.CountWorkflowsAsync("WorkflowId = ''", new() { Rpc = once }).ConfigureAwait(false);
            return $"{server}answers, but says that it does not serve.";
        }
        catch (RpcException e)
        {
            return $"{server}does not serve: {e.Code}: {e.Message}";
        }
    }

    private static Finding Check(CairnWorkerService worker)
    {
        var part = $"worker {worker.TaskQueue}";
        return worker.Phase switch
        {
            WorkerPhase.NotStarted => new(part, HealthStatus.Degraded, "has not started yet."),
            WorkerPhase.Connecting => new(part, HealthStatus.Degraded, "has not reached its server yet."),
            WorkerPhase.Draining => new(
                part, HealthStatus.Degraded, "is draining: it takes no new tasks and waits for those that run."),
            WorkerPhase.Ended => new(part, HealthStatus.Degraded, "has been stopped."),
            WorkerPhase.Failed => new(
                part, HealthStatus.Unhealthy, $"has ended for good: {worker.Failure!.Message}", worker.Failure),
            _ => worker.PollTrouble is { } trouble
                ? new(part, HealthStatus.Degraded, trouble)
                : new(part, HealthStatus.Healthy, "takes tasks"),
        };
    }

    private sealed record Finding(string Part, HealthStatus Status, string Text, Exception? Error = null);
}
