namespace Cairn.Worker;

/// <summary>Waits longer than the 49 days of a .NET timer.</summary>
internal static class LongDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>Waits, in parts if necessary.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static async Task WaitAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var left = delay; left > TimeSpan.Zero; left -= Longest)
        {
            await Task.Delay(left < Longest ? left : Longest, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
