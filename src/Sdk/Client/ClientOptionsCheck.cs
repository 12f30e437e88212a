using static Cairn.Common.OptionValues;

namespace Cairn.Client;

/// <summary>Rejects options with which a connection or a client could not work.</summary>
internal static class ClientOptionsCheck
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">The options are incomplete or out of range.</exception>
    public static void Check(CairnConnectionOptions options)
    {
        NotNull(options.GrpcCompression);
        NotNull(options.TimeProvider);
        NotNull(options.PayloadLimits);
        AtLeast(0, options.PayloadLimits.PayloadsWarnSize);
        AtLeast(0, options.PayloadLimits.MemoWarnSize);
        var retry = options.RpcRetry;
        Between(TimeSpan.Zero, LongestWait, retry.InitialInterval);
        Between(TimeSpan.Zero, LongestWait, retry.MaxInterval);
        Between(0, 1, retry.RandomizationFactor);
        Between(1, float.MaxValue, retry.Multiplier);
        AtLeast(0, retry.MaxRetries);
        NotNegative(retry.MaxElapsedTime ?? TimeSpan.Zero, nameof(retry.MaxElapsedTime));
        if (options.KeepAlive is { } keepAlive)
        {
            Between(Second, LongestWait, keepAlive.Interval);
            Between(Second, LongestWait, keepAlive.Timeout);
        }

        if (options.DnsLoadBalancing is { } balancing)
        {
            Between(Second, LongestWait, balancing.ResolutionInterval);
        }
    }

    /// <exception cref="ArgumentException">The options are incomplete or out of range.</exception>
    public static void Check(CairnClientOptions options)
    {
        NotNull(options.Namespace);
        NotNull(options.LoggerFactory);
        NotNull(options.DataConverter);
        NotNull(options.DataConverter.PayloadConverter);
        NotNull(options.DataConverter.FailureConverter);
        NoneNull(options.Interceptors);
        Known(options.QueryRejectCondition ?? default, nameof(options.QueryRejectCondition));
    }
}
