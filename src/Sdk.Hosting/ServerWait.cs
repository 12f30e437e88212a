using Cairn.Exceptions;
using Cairn.Worker;
using Microsoft.Extensions.Logging;

namespace Cairn.Extensions.Hosting;

/// <summary>Waits for the server of a worker. The log says so at once, then more and more rarely.</summary>
/// <param name="worker">The worker.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ServerWait(CairnWorker worker, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostSilence = TimeSpan.FromMinutes(10);

    private readonly long began = time.GetTimestamp();
    private TimeSpan nextLine = TimeSpan.Zero;

    private string TaskQueue => worker.Options.TaskQueue!;

    private string? Target => worker.Client.Connection.Options.TargetHost;

    /// <summary>Returns when the server answers.</summary>
    /// <exception cref="RpcException">The server refuses this worker.</exception>
    public async Task ConnectAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await worker.Client.Connection.ConnectAsync().WaitAsync(stop).ConfigureAwait(false);
                break;
            }
            catch (RpcException e) when (e.Code is RpcException.StatusCode.Unavailable
                or RpcException.StatusCode.DeadlineExceeded)
            {
                Say(e);
            }

            await Task.Delay(Pause, time, stop).ConfigureAwait(false);
        }

        if (nextLine > TimeSpan.Zero)
        {
            LogReached(TaskQueue, Target, time.GetElapsedTime(began));
        }
    }

    private void Say(RpcException error)
    {
        var waited = time.GetElapsedTime(began);
        if (waited < nextLine)
        {
            return;
        }

        LogNotThere(TaskQueue, Target, Pause, $"{error.Code}: {error.Message}");
        nextLine = waited + TimeSpan.FromTicks(Math.Clamp(waited.Ticks, 10 * Pause.Ticks, MostSilence.Ticks));
    }

    [LoggerMessage(
        4001,
        LogLevel.Warning,
        "The worker of {TaskQueue} cannot reach its server {Target} and tries again every {Pause}. {Reason}")]
    private partial void LogNotThere(string taskQueue, string? target, TimeSpan pause, string reason);

    [LoggerMessage(
        4004, LogLevel.Information, "The worker of {TaskQueue} has reached its server {Target} after {Waited}.")]
    private partial void LogReached(string taskQueue, string? target, TimeSpan waited);
}
