namespace Cairn.Worker;

/// <summary>Waits longer than a timer of .NET can, which is 49 days.</summary>
internal static class LongDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>Waits, in parts if need be.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public static async Task WaitAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var left = delay; left > TimeSpan.Zero; left -= Longest)
        {
            await Task.Delay(left < Longest ? left : Longest, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
