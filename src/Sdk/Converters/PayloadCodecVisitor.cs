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
    private static readonly string[] UserKeys = ["input", "result"];

    private static readonly TypeRegistry Bodies = TypeRegistry.FromMessages(
        Request.Descriptor, Acceptance.Descriptor, Rejection.Descriptor, Response.Descriptor);

    /// <summary>A copy of the message with every payload encoded; the message itself if there is no codec.</summary>
    public static ValueTask<T> EncodedAsync<T>(this IPayloadCodec? codec, T message)
        where T : class, IMessage<T>, IDeepCloneable<T> =>
        codec is null ? ValueTask.FromResult(message) : CopyAsync(message, new(codec.EncodeAsync));

    /// <summary>A copy of the message with every payload decoded; the message itself if there is no codec.</summary>
    public static ValueTask<T> DecodedAsync<T>(this IPayloadCodec? codec, T message)
        where T : class, IMessage<T>, IDeepCloneable<T> =>
        codec is null ? ValueTask.FromResult(message) : CopyAsync(message, new(codec.DecodeAsync));

    /// <summary>Changes every payload in the message in place.</summary>
    public static async Task VisitAsync(IMessage message, PayloadChange change)
    {
        change = change.In(message);
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

    /// <summary>
    /// A copy of the message with every payload changed. A message from a server in this process may still belong to
    /// the server, so it is never changed itself.
    /// </summary>
    public static async ValueTask<T> CopyAsync<T>(T message, PayloadChange change)
        where T : class, IMessage<T>, IDeepCloneable<T>
    {
        var copy = message.Clone();
        await VisitAsync(copy, change).ConfigureAwait(false);
        return copy;
    }

    private static async Task VisitFieldAsync(
        IMessage message, FieldDescriptor field, PayloadChange change)
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

    // The SDK's own data in its markers is not encoded, as in Temporal's SDKs; arguments and results are the user's.
    private static async Task VisitMarkerAsync(
        MapField<string, Payloads> details, Failure? failure, PayloadChange change)
    {
        foreach (var key in UserKeys)
        {
            if (details.TryGetValue(key, out var values))
            {
                await ChangeListAsync(values.Payloads_, change).ConfigureAwait(false);
            }
        }

        if (failure is not null)
        {
            await VisitAsync(failure, change).ConfigureAwait(false);
        }
    }

    private static bool IsOfSdk(string markerName) => markerName.StartsWith("core_", StringComparison.Ordinal);

    // The bodies of protocol messages.
    private static async Task VisitAnyAsync(Any any, PayloadChange change)
    {
        if (any.Unpack(Bodies) is { } body)
        {
            await VisitAsync(body, change).ConfigureAwait(false);
            any.Value = body.ToByteString();
        }
    }

    private static async Task ChangeListAsync(RepeatedField<Payload> payloads, PayloadChange change)
    {
        if (payloads.Count == 0)
        {
            return;
        }

        var changed = PayloadCodecExtensions.Checked(await change.CallAsync([.. payloads]).ConfigureAwait(false));
        payloads.Clear();
        payloads.Add(changed);
    }

    private static async Task ChangeOneAsync(Payload payload, PayloadChange change)
    {
        var changed = PayloadCodecExtensions.Single(await change.CallAsync([payload.Clone()]).ConfigureAwait(false));
        payload.Metadata.Clear();
        payload.ExternalPayloads.Clear();
        payload.Data = ByteString.Empty;
        payload.MergeFrom(changed);
    }
}
