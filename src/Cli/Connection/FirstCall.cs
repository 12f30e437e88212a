using System.Diagnostics;
using Cairn.Client;
using Cairn.Exceptions;

namespace Cairn.Cli.Connection;

/// <summary>
/// The first call of a command. If no server is there it fails at once, so that a command does not wait for one that was
/// never started; <c>--client-connect-timeout</c> waits for one that is starting.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="wait">How long to wait for a server.</param>
internal sealed class FirstCall(ICairnConnection connection, TimeSpan wait)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private Task? made;

    /// <summary>Why no server could be reached until now.</summary>
    public RpcException? Trouble { get; private set; }

    /// <summary>Makes it, once.</summary>
    /// <exception cref="RpcException">No server can be reached.</exception>
    public Task MakeAsync(CancellationToken cancellationToken) => made ??= ReachAsync(cancellationToken);

    private async Task ReachAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await connection.WorkflowService.GetSystemInfoAsync(
                    new(), new() { Retry = false, Timeout = Limit, CancellationToken = cancellationToken });
                return;
            }
            catch (RpcException failed) when (failed.Code != RpcException.StatusCode.Cancelled)
            {
                // A server that answers otherwise is there; what the command asks of it fails with a reason of its own.
                Trouble = failed.Code == RpcException.StatusCode.Unavailable ? failed : null;
                if (Trouble is null)
                {
                    return;
                }

                if (Stopwatch.GetElapsedTime(began) >= wait)
                {
                    throw;
                }
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
