using ProtoRetryPolicy = Cairn.Api.Common.V1.RetryPolicy;

namespace Cairn.Common;

/// <summary>How often and how soon a failed activity or workflow is tried again.</summary>
public record RetryPolicy
{
    /// <summary>The pause before the second attempt. Default 1 s.</summary>
    public TimeSpan InitialInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The factor from one pause to the next; at least 1. Default 2.</summary>
    public float BackoffCoefficient { get; set; } = 2.0F;

    /// <summary>The longest pause; null means 100 times <see cref="InitialInterval"/>.</summary>
    public TimeSpan? MaximumInterval { get; set; }

    /// <summary>The number of attempts, including the first; 0, the default, means no limit.</summary>
    public int MaximumAttempts { get; set; }

    /// <summary>Error types that are never tried again; null means none.</summary>
    public IReadOnlyCollection<string>? NonRetryableErrorTypes { get; set; }

    internal static RetryPolicy FromProto(ProtoRetryPolicy proto) => new()
    {
        InitialInterval = proto.InitialInterval?.ToTimeSpan() ?? TimeSpan.Zero,
        BackoffCoefficient = (float)proto.BackoffCoefficient,
        MaximumInterval = proto.MaximumInterval?.ToTimeSpan(),
        MaximumAttempts = proto.MaximumAttempts,
        NonRetryableErrorTypes = proto.NonRetryableErrorTypes.Count == 0 ? null : [.. proto.NonRetryableErrorTypes],
    };

    /// <exception cref="ArgumentOutOfRangeException">A value is not allowed.</exception>
    internal ProtoRetryPolicy ToProto()
    {
        if (BackoffCoefficient != 0)
        {
            OptionValues.Between(1, float.MaxValue, BackoffCoefficient);
        }

        var proto = new ProtoRetryPolicy
        {
            InitialInterval = OptionValues.ToDuration(InitialInterval),
            BackoffCoefficient = BackoffCoefficient,
            MaximumInterval = OptionValues.ToDuration(MaximumInterval),
            MaximumAttempts = OptionValues.AtLeast(0, MaximumAttempts),
        };
        if (NonRetryableErrorTypes is { } types)
        {
            proto.NonRetryableErrorTypes.Add(types);
        }

        return proto;
    }
}
