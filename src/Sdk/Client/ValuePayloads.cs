using Cairn.Api.Common.V1;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>Values to messages and back, with the codec.</summary>
internal static class ValuePayloads
{
    /// <summary>The payloads of values; null if there are none.</summary>
    public static async ValueTask<Payloads?> ToPayloadsAsync(
        DataConverter converter, IReadOnlyCollection<object?>? values)
    {
        if (values is not { Count: > 0 })
        {
            return null;
        }

        var payloads = new Payloads();
        if (!values.Any(value => value is IEncodedRawValue))
        {
            payloads.Payloads_.Add(await converter.ToPayloadsAsync(values).ConfigureAwait(false));
            return payloads;
        }

        foreach (var value in values)
        {
            payloads.Payloads_.Add(await ToPayloadAsync(converter, value).ConfigureAwait(false));
        }

        return payloads;
    }

    /// <summary>The payload of a value; one that a server sent goes back as it came.</summary>
    public static async ValueTask<Payload> ToPayloadAsync(DataConverter converter, object? value) =>
        value is IEncodedRawValue raw ? raw.Payload : await converter.ToPayloadAsync(value).ConfigureAwait(false);

    /// <summary>The single value of payloads; the default of the type if there is none at all.</summary>
    public static async ValueTask<T> SingleAsync<T>(DataConverter converter, Payloads? payloads) =>
        payloads is null or { Payloads_.Count: 0 }
            ? default!
            : await converter.ToSingleValueAsync<T>(payloads.Payloads_).ConfigureAwait(false);
}
