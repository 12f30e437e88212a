using System.Collections.Concurrent;
using System.Globalization;
using Cairn.Exceptions;

namespace Cairn.Tests.BadInput.Fuzz;

/// <summary>
/// Many worlds, each of which gets its share of calls that a seed throws, one after the other. What it must not see:
/// a call that never ends, a status that is not documented, a refused call that changes the store, a store that
/// cannot be read afterwards.
/// </summary>
/// <param name="seed">The seed of the first world; the others have those behind it.</param>
/// <param name="calls">How many calls in all.</param>
/// <param name="worldCalls">How many of them a world gets.</param>
internal sealed class Campaign(int seed, int calls, int worldCalls)
{
    // How long a long poll may wait before its caller goes.
    private static readonly TimeSpan s_impatience = TimeSpan.FromMilliseconds(5);

    private static readonly string[] s_wireTexts =
    [
        "grpc: ", "malformed grpc-timeout: ", "malformed binary metadata ", "unexpected EOF",
        "Received more than one message of a unary call.",
    ];

    // A caller that has left, or was too late, does not know what came of its call.
    private static readonly RpcException.StatusCode[] s_outcomeUnknown =
    [
        RpcException.StatusCode.OK, RpcException.StatusCode.DeadlineExceeded, RpcException.StatusCode.Cancelled,
    ];

    private readonly ConcurrentDictionary<string, int> codes = [];
    private readonly ConcurrentBag<string> findings = [];

    /// <summary>What was found, each with the seed of its world.</summary>
    public IReadOnlyCollection<string> Findings => findings;

    /// <summary>How often each status was seen.</summary>
    public string Codes => string.Join(
        ", ", codes.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value}"));

    /// <summary>Runs it, a world a processor.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, (calls + worldCalls - 1) / worldCalls),
        new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        },
        async (number, _) => await RunWorldAsync(seed + number, Math.Min(worldCalls, calls - (number * worldCalls))));

    private async Task RunWorldAsync(int worldSeed, int count)
    {
        await using var world = await World.StartAsync();
        var dice = new Dice(worldSeed, world.Words.Known);
        for (var number = 0; number < count; number++)
        {
            var call = FuzzedCall.Throw(dice, world.Words);
            await CheckAsync(world, call, string.Create(
                CultureInfo.InvariantCulture, $"seed {worldSeed}, call {number}, {call.Rpc.Name}"));
        }

        foreach (var unreadable in await world.ReopenAsync())
        {
            findings.Add($"seed {worldSeed}: after a restart {unreadable}");
        }
    }

    private async Task CheckAsync(World world, FuzzedCall call, string where)
    {
        var before = world.Commits;
        if (await SendAsync(world, call, where) is { } code
            && !s_outcomeUnknown.Contains(code)
            && world.Commits != before
            && await ChangesAgainAsync(world, call, where))
        {
            findings.Add($"{where}: {code}, and the store has changed");
        }
    }

    // What was written meanwhile may come from a call before; what is written each time does not.
    private async Task<bool> ChangesAgainAsync(World world, FuzzedCall call, string where)
    {
        for (var again = 0; again < 3; again++)
        {
            await world.QuietAsync();
            var before = world.Commits;
            if (await SendAsync(world, call, where) is null or RpcException.StatusCode.OK || world.Commits == before)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<RpcException.StatusCode?> SendAsync(World world, FuzzedCall call, string where)
    {
        using var leave = new CancellationTokenSource();
        if (call.Rpc.Waits)
        {
            leave.CancelAfter(s_impatience);
        }


        try
        {
            var answer = await world.Client.SendUntilAsync(call.Path, call.Body, call.Headers, leave.Token);
            codes.AddOrUpdate($"{answer.Code}", 1, (_, count) => count + 1);
            if (answer.Code == RpcException.StatusCode.Unknown
                || (answer.Code == RpcException.StatusCode.Internal
                    && !s_wireTexts.Any(text => answer.Message.StartsWith(text, StringComparison.Ordinal))))
            {
                findings.Add($"{where}: {answer.Code} {answer.Message}");
            }

            return answer.Code;
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            codes.AddOrUpdate("left", 1, (_, count) => count + 1);
            return null;
        }
        catch (Exception broken)
        {
            findings.Add($"{where}: {broken.GetType().Name} {broken.Message} {broken.InnerException?.Message}");
            return null;
        }
    }
}
