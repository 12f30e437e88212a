using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Sdk.Replay.Activations;

namespace Cairn.Workflows;

/// <summary>What workflow code has and what goes over the wire, one made from the other.</summary>
/// <param name="converter">How values travel.</param>
internal sealed class WorkflowValues(DataConverter converter)
{
    public Exception ToException(Failure failure) =>
        converter.FailureConverter.ToException(failure, converter.PayloadConverter);

    public Failure ToFailure(Exception exception) => FailureReport.Of(exception, converter);

    /// <summary>The result of a call that has ended; a failure is thrown.</summary>
    /// <typeparam name="T">The result; <see cref="Nothing"/> if it is not looked at.</typeparam>
    /// <param name="resolution">How the call ended.</param>
    /// <param name="kind">What was called, for the error if the result has another type.</param>
    /// <param name="name">Its name, for that error.</param>
    /// <exception cref="InvalidCastException">The result has another type.</exception>
    public T ToResult<T>(Resolution resolution, string kind, string name)
    {
        if (resolution is Resolution.Failed failed)
        {
            throw ToException(failed.Failure);
        }

        var result = ((Resolution.Completed)resolution).Result;
        return typeof(T) == typeof(Nothing) || result is not { Payloads_.Count: > 0 }
            ? default!
            : TypedValue.Read<T>(converter.PayloadConverter, result.Payloads_[0], kind, name);
    }

    public Payload ToPayload(object? value) => converter.PayloadConverter.ToPayload(value);

    /// <summary>A value that is no argument.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What it is, for the error if it cannot be converted.</param>
    public Payload ToPayload(object? value, string what) => CallName.Convert(what, value, ToPayload);

    /// <summary>Arguments; null if there are none.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="call">What is called, for the error if one cannot be converted.</param>
    public Payloads? ToPayloads(IReadOnlyCollection<object?> args, CallName call) =>
        args.Count == 0 ? null : new() { Payloads_ = { call.Convert(args, ToPayload) } };

    public Memo ToMemo(IReadOnlyDictionary<string, object> memo)
    {
        var wire = new Memo();
        foreach (var (key, value) in memo)
        {
            wire.Fields.Add(key, ToPayload(value, $"Memo entry {key}"));
        }

        return wire;
    }

    /// <summary>What people read of a call; null if there is nothing.</summary>
    public UserMetadata? ToMetadata(string? summary, string? details = null) => summary is null && details is null
        ? null
        : new()
        {
            Summary = summary is null ? null : ToPayload(summary),
            Details = details is null ? null : ToPayload(details),
        };
}
