using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Metrics;

/// <summary>
/// The labels of one kind. Names come from callers, so their number is limited: what comes after the limit shares one
/// series, whose labels are all <c>other</c>.
/// </summary>
/// <typeparam name="TKey">What the labels are made from.</typeparam>
/// <param name="kind">The kind, for the log.</param>
/// <param name="limit">How many sets of labels there may be at most.</param>
/// <param name="make">Makes the labels.</param>
/// <param name="other">The labels of everything beyond the limit.</param>
/// <param name="logger">Where it is logged, once, that the limit was reached.</param>
internal sealed partial class LabelSets<TKey>(
    string kind, int limit, Func<TKey, LabelSet> make, LabelSet other, ILogger logger)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, LabelSet> known = new();
    private int count;
    private bool isFull;

    /// <summary>The labels of a key.</summary>
    public LabelSet Of(TKey key)
    {
        if (known.TryGetValue(key, out var labels))
        {
            return labels;
        }

        if (Volatile.Read(ref count) >= limit)
        {
            if (!Interlocked.Exchange(ref isFull, true))
            {
                LogFull(kind, limit);
            }

            return other;
        }

        Interlocked.Increment(ref count);
        return known.GetOrAdd(key, make);
    }

    [LoggerMessage(
        1018,
        LogLevel.Warning,
        "Metrics have {Limit} different sets of labels of {Kind}: further ones are counted as 'other'. Raise the limit "
            + "with --metric-label-limit or NodeOptions.MetricLabelLimit, unless names are made from data")]
    private partial void LogFull(string kind, int limit);
}
