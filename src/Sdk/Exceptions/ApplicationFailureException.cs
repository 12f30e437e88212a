using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Converters;

namespace Cairn.Exceptions;

/// <summary>A failure that user code raised; its <see cref="ErrorType"/> decides whether it is tried again.</summary>
public class ApplicationFailureException : FailureException
{
    /// <summary>Creates a failure without a cause; see the properties for the meaning of the parameters.</summary>
    public ApplicationFailureException(
        string message,
        string? errorType = null,
        bool nonRetryable = false,
        IReadOnlyCollection<object?>? details = null,
        TimeSpan? nextRetryDelay = null,
        ApplicationErrorCategory category = ApplicationErrorCategory.Unspecified)
        : this(message, null, errorType, nonRetryable, details, nextRetryDelay, category)
    {
    }

    /// <summary>Creates a failure with a cause; see the properties for the meaning of the parameters.</summary>
    public ApplicationFailureException(
        string message,
        Exception? inner,
        string? errorType = null,
        bool nonRetryable = false,
        IReadOnlyCollection<object?>? details = null,
        TimeSpan? nextRetryDelay = null,
        ApplicationErrorCategory category = ApplicationErrorCategory.Unspecified)
        : base(message, inner)
    {
        ErrorType = errorType;
        NonRetryable = nonRetryable;
        Details = new OutboundFailureDetails(details);
        NextRetryDelay = nextRetryDelay;
        Category = category;
    }

    /// <summary>Creates the exception of a failure that came over the wire.</summary>
    protected internal ApplicationFailureException(Failure failure, Exception? inner, IPayloadConverter converter)
        : base(failure, inner)
    {
        if (failure.ResetWorkflowFailureInfo is { } reset)
        {
            ErrorType = "ResetWorkflow";
            Details = new InboundFailureDetails(converter, reset.LastHeartbeatDetails?.Payloads_);
            return;
        }

        var info = failure.ApplicationFailureInfo
            ?? throw new ArgumentException("Failure has no application failure info", nameof(failure));
        ErrorType = info.Type.Length == 0 ? null : info.Type;
        NonRetryable = info.NonRetryable;
        Details = new InboundFailureDetails(converter, info.Details?.Payloads_);
        NextRetryDelay = info.NextRetryDelay?.ToTimeSpan();
        Category = info.Category;
    }

    /// <summary>The error type, by which retry policies and callers distinguish failures; null means none.</summary>
    public string? ErrorType { get; protected init; }

    /// <summary>True ends all retries, even if the policy allows more.</summary>
    public bool NonRetryable { get; protected init; }

    /// <summary>The details of the failure.</summary>
    public IFailureDetails Details { get; protected init; }

    /// <summary>The pause before the next attempt; null means the policy's.</summary>
    public TimeSpan? NextRetryDelay { get; protected init; }

    /// <summary>Benign failures are expected: they are not logged as warnings.</summary>
    public ApplicationErrorCategory Category { get; protected init; }

    private protected override string? What => ErrorType;
}
