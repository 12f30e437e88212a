using System.Diagnostics;
using Cairn.Client;
using Cairn.Converters;

namespace HeartbeatImport;

/// <summary>Ends this process by SIGKILL as soon as the engine knows that the import has come so far.</summary>
/// <param name="lines">How far.</param>
public sealed class CrashPoint(int lines)
{
    /// <summary>Watches the last heartbeat, which is what the next attempt will get.</summary>
    public async Task WatchAsync(WorkflowHandle handle)
    {
        while (await LinesAsync(handle) < lines)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        Console.WriteLine($"{await LinesAsync(handle)} lines are reported; this process dies now");
        Process.GetCurrentProcess().Kill();
    }

    private static async Task<int> LinesAsync(WorkflowHandle handle)
    {
        var activities = (await handle.DescribeAsync()).RawDescription.PendingActivities;
        var details = activities.SingleOrDefault()?.HeartbeatDetails?.Payloads_;
        return details is [var place, ..]
            ? (await handle.Client.Options.DataConverter.ToValueAsync<ImportPlace>(place)).Lines
            : 0;
    }
}
