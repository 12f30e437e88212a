using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Update.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Converters;

/// <summary>
/// Applies a codec to every payload in a message, at any depth. Search attributes stay as they are,
/// because the server reads them.
/// </summary>
internal static class PayloadCodecVisitor
{
    private static readonly TypeRegistry Bodies = TypeRegistry.FromMessages(
        Request.Descriptor, Acceptance.Descriptor, Rejection.Descriptor, Response.Descriptor);

    /// <summary>A copy of the message with every payload encoded; the message itself if there is no codec.</summary>
    public static ValueTask<T> EncodedAsync<T>(this IPayloadCodec? codec, T message)
        where T : class, IMessage<T>, IDeepCloneable<T> =>
        codec is null ? ValueTask.FromResult(message) : CopyAsync(message, codec.EncodeAsync);

    /// <summary>A copy of the message with every payload decoded; the message itself if there is no codec.</summary>
    public static ValueTask<T> DecodedAsync<T>(this IPayloadCodec? codec, T message)
        where T : class, IMessage<T>, IDeepCloneable<T> =>
        codec is null ? ValueTask.FromResult(message) : CopyAsync(message, codec.DecodeAsync);

    /// <summary>Changes every payload in the message in place.</summary>
    public static async Task VisitAsync(
        IMessage message, Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> change)
    {
        switch (message)
        {
            case SearchAttributes:
                return;
            case Payloads payloads:
                await ChangeListAsync(payloads.Payloads_, change).ConfigureAwait(false);
                return;
            case Payload payload:
                await ChangeOneAsync(payload, change).ConfigureAwait(false);
                return;
            case Any any:
                await VisitAnyAsync(any, change).ConfigureAwait(false);
                return;
            case RecordMarkerCommandAttributes marker when IsOfSdk(marker.MarkerName):
                await VisitMarkerAsync(marker.Details, marker.Failure, change).ConfigureAwait(false);
                return;
            case MarkerRecordedEventAttributes marker when IsOfSdk(marker.MarkerName):
                await VisitMarkerAsync(marker.Details, marker.Failure, change).ConfigureAwait(false);
                return;
        }

        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            await VisitFieldAsync(message, field, change).ConfigureAwait(false);
        }
    }

    // A message from a server in this process may still belong to the server: it is never changed.
    private static async ValueTask<T> CopyAsync<T>(
        T message, Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> change)
        where T : class, IMessage<T>, IDeepCloneable<T>
    {
        var copy = message.Clone();
        await VisitAsync(copy, change).ConfigureAwait(false);
        return copy;
    }

    private static async Task VisitFieldAsync(
        IMessage message,
        FieldDescriptor field,
        Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> change)
    {
        if (field.FieldType != FieldType.Message)
        {
            return;
        }

        switch (field.Accessor.GetValue(message))
        {
            case IMessage child:
                await VisitAsync(child, change).ConfigureAwait(false);
                break;
            case System.Collections.IDictionary map:
                foreach (var child in map.Values.OfType<IMessage>())
                {
                    await VisitAsync(child, change).ConfigureAwait(false);
                }

                break;
            case System.Collections.IList list:
                foreach (var child in list.OfType<IMessage>())
                {
                    await VisitAsync(child, change).ConfigureAwait(false);
                }

                break;
        }
    }

    // The SDK's own data in its markers is not encoded, as in Temporal's SDKs; only results are the user's.
    private static async Task VisitMarkerAsync(
        MapField<string, Payloads> details,
        Failure? failure,
        Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> change)
    {
        if (details.TryGetValue("result", out var result))
        {
            await ChangeListAsync(result.Payloads_, change).ConfigureAwait(false);
        }

        if (failure is not null)
        {
            await VisitAsync(failure, change).ConfigureAwait(false);
        }
    }

    private static bool IsOfSdk(string markerName) => markerName.StartsWith("core_", StringComparison.Ordinal);

    // The bodies of protocol messages.
    private static async Task VisitAnyAsync(
        Any any, Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> change)
    {
        if (any.Unpack(Bodies) is { } body)
        {
            await VisitAsync(body, change).ConfigureAwait(false);
            any.Value = body.ToByteString();
        }
    }

    private static async Task ChangeListAsync(
        RepeatedField<Payload> payloads,
        Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> change)
    {
        if (payloads.Count == 0)
        {
            return;
        }

        var changed = PayloadCodecExtensions.Checked(await change([.. payloads]).ConfigureAwait(false));
        payloads.Clear();
        payloads.Add(changed);
    }

    private static async Task ChangeOneAsync(
        Payload payload, Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> change)
    {
        var changed = PayloadCodecExtensions.Single(await change([payload.Clone()]).ConfigureAwait(false));
        payload.Metadata.Clear();
        payload.ExternalPayloads.Clear();
        payload.Data = ByteString.Empty;
        payload.MergeFrom(changed);
    }
}
