using System.Net;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;
using Cairn.Exceptions;

namespace Cairn.Cli.Checks;

/// <summary>Whether the server can be reached, is healthy, and has the same version and time.</summary>
internal static class ServerCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // The server's time comes in whole seconds.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Looks at the server.</summary>
    /// <returns>Whether it answers, and has the namespace.</returns>
    public static async Task<bool> RunAsync(Invocation call, List<Finding> findings)
    {
        string address;
        try
        {
            address = call.Server.Client.Connection.Options.TargetHost!;
        }
        catch (CommandException wrong)
        {
            findings.Add(Finding.Bad("Server", wrong.Message));
            return false;
        }

        try
        {
            // Any caller may ask for it.
            var system = await call.Service.GetSystemInfoAsync(new(), call.Rpc);
            findings.Add(Finding.Good("Server", $"{address} answers: version {system.ServerVersion}"));
            var own = typeof(ServerCheck).Assembly.GetName().Version!.ToString(3);
            if (system.ServerVersion != own)
            {
                findings.Add(Finding.Odd("Version", $"This program is {own}, the server is {system.ServerVersion}."));
            }
        }
        catch (RpcException away)
        {
            findings.Add(Finding.Bad("Server", Failures.TextOf(call, away)));
            return false;
        }

        findings.Add(await HealthAsync(call));
        var found = await NamespaceAsync(call);
        findings.Add(found);
        if (await ClockAsync(call, address) is { } clock)
        {
            findings.Add(clock);
        }

        return found.Verdict != Verdict.Bad;
    }

    private static async Task<Finding> HealthAsync(Invocation call)
    {
        var isServing = await call.Server.Client.Connection.CheckHealthAsync(
            options: new() { Timeout = Limit, CancellationToken = call.Token });
        return isServing
            ? Finding.Good("Health", "SERVING")
            : Finding.Bad("Health", "NOT_SERVING: the server's log says why.");
    }

    private static async Task<Finding> NamespaceAsync(Invocation call)
    {
        try
        {
            var answer = await call.Service.DescribeNamespaceAsync(new() { Namespace = call.Namespace }, call.Rpc);
            return Finding.Good(
                "Namespace",
                $"{call.Namespace} keeps closed workflows for "
                + $"{Times.Of(answer.Config?.WorkflowExecutionRetentionTtl)}.");
        }
        catch (RpcException refused)
        {
            return Finding.Bad("Namespace", Failures.TextOf(call, refused));
        }
    }

    // Web servers give their time with each answer; gRPC clients do not show it.
    private static async Task<Finding?> ClockAsync(Invocation call, string address)
    {
        if (call.Server.Client.Connection.Options is { Tls: not null } or { ApiKey: not null })
        {
            return null;
        }

        try
        {
            using var http = new HttpClient { Timeout = Limit };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address}/")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var answer = await http.SendAsync(request, call.Token);
            if (answer.Headers.Date is not { } there)
            {
                return null;
            }

            var ahead = there - TimeProvider.System.GetUtcNow();
            return ahead.Duration() <= ClockTolerance
                ? Finding.Good("Clock", "The server's clock and that of this machine agree.")
                : Finding.Odd(
                    "Clock",
                    $"The server's clock is {Times.Of(ahead.Duration())} "
                    + (ahead > TimeSpan.Zero ? "ahead of" : "behind")
                    + " that of this machine: synchronize them, for timers follow the server's.");
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException)
        {
            return Finding.Odd("Clock", $"The server's clock cannot be compared: {unanswered.Message}");
        }
    }
}
