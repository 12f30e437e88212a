using Cairn.Api.Common.V1;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>Values to messages and back, with the codec.</summary>
internal static class ValuePayloads
{
    /// <summary>The payloads of values; null if there are none.</summary>
    public static async ValueTask<Payloads?> ToPayloadsAsync(
        DataConverter converter, IReadOnlyCollection<object?>? values) =>
        values is { Count: > 0 } ? new() { Payloads_ = { await converter.ToPayloadsAsync(values) } } : null;

    /// <summary>The single value of payloads; the default of the type if there is none at all.</summary>
    public static async ValueTask<T> SingleAsync<T>(DataConverter converter, Payloads? payloads) =>
        payloads is null or { Payloads_.Count: 0 }
            ? default!
            : await converter.ToSingleValueAsync<T>(payloads.Payloads_);
}
