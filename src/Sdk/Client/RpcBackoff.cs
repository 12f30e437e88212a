using Cairn.Exceptions;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Client;

/// <summary>The pauses between the attempts of one call. It is not thread-safe.</summary>
internal sealed class RpcBackoff(RpcRetryOptions options, TimeProvider time)
{
    private static readonly TimeSpan ThrottledInitial = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ThrottledLongest = TimeSpan.FromSeconds(10);
    private const double ThrottledMultiplier = 2;

    private readonly long start = time.GetTimestamp();
    private int retries;

    /// <summary>The policy of polls, which never give up.</summary>
    public static RpcRetryOptions Polls { get; } = new()
    {
        InitialInterval = TimeSpan.FromMilliseconds(200),
        Multiplier = 2,
        MaxInterval = TimeSpan.FromSeconds(10),
        MaxElapsedTime = null,
        MaxRetries = int.MaxValue,
    };

    /// <summary>Whether the same call may succeed later, by the status code of its failure.</summary>
    public static bool IsPassing(RpcException error) => error.Code switch
    {
        StatusCode.DataLoss or StatusCode.Internal or StatusCode.Unknown or StatusCode.Aborted or
            StatusCode.OutOfRange or StatusCode.Unavailable => true,
        // A message that is too large stays too large; its code is the same as that of a reached limit.
        StatusCode.ResourceExhausted => !IsTooLarge(error),
        _ => false,
    };

    /// <summary>Whether a server rejected a message for its size, compressed or not.</summary>
    public static bool IsTooLarge(RpcException error) => error.Code == StatusCode.ResourceExhausted
        && error.Message.StartsWith("grpc: received message", StringComparison.Ordinal)
        && error.Message.Contains("larger than max", StringComparison.Ordinal);

    /// <summary>The pause before the next attempt; null if there is none.</summary>
    public TimeSpan? Next(RpcException error)
    {
        if (!IsPassing(error) || retries >= options.MaxRetries)
        {
            return null;
        }

        var wait = error.Code == StatusCode.ResourceExhausted
            ? Grown(ThrottledInitial, ThrottledMultiplier, ThrottledLongest)
            : Grown(options.InitialInterval, options.Multiplier, options.MaxInterval);
        retries++;
        return options.MaxElapsedTime is { } limit && time.GetElapsedTime(start) + wait > limit ? null : wait;
    }

    private TimeSpan Grown(TimeSpan initial, double multiplier, TimeSpan longest)
    {
        var wait = Math.Min(initial.TotalMilliseconds * Math.Pow(multiplier, retries), longest.TotalMilliseconds);
        var moved = wait * (1 + (options.RandomizationFactor * ((2 * Random.Shared.NextDouble()) - 1)));
        return TimeSpan.FromMilliseconds(moved);
    }
}
