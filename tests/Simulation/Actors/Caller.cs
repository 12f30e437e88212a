using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>Calls the server as clients of Temporal do: what may go through later is tried again.</summary>
/// <param name="process">Who calls.</param>
/// <param name="network">The way.</param>
internal sealed class Caller(SimProcess process, Network network)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Who calls.</summary>
    public SimProcess Process => process;

    /// <summary>The world.</summary>
    public World World => process.World;

    /// <summary>Calls until there is an answer, a refusal, or deadline is at its end.</summary>
    /// <returns>The answer, or the refusal; neither if nobody answered.</returns>
    public async Task<Reply<T>> CallAsync<T>(
        string what,
        Func<IWorkflowService, RpcContext, Task<T>> call,
        Action<T>? onAnswer = null,
        TimeSpan? timeout = null,
        int tries = 5)
    {
        for (var i = 0; i < tries; i++)
        {
            try
            {
                return new(await network.CallAsync(process, what, timeout ?? Timeout, call, onAnswer), null);
            }
            catch (RpcException refused) when (IsFinal(refused))
            {
                return new(default, refused);
            }
            catch (RpcException)
            {
                await process.DelayAsync(World.Dice.Between(TimeSpan.FromSeconds(0.05), TimeSpan.FromSeconds(1 << i)));
            }
        }

        return default;
    }

    private static bool IsFinal(RpcException refused) => refused.Code
        is not (RpcException.StatusCode.Unavailable or RpcException.StatusCode.DeadlineExceeded
            or RpcException.StatusCode.ResourceExhausted or RpcException.StatusCode.Cancelled
            or RpcException.StatusCode.Internal)
        && !refused.Message.Contains("is set aside", StringComparison.Ordinal);
}

/// <summary>What came of a call.</summary>
/// <param name="Answer">The answer, if there is one.</param>
/// <param name="Refusal">The refusal, if there is one.</param>
internal readonly record struct Reply<T>(T? Answer, RpcException? Refusal);
