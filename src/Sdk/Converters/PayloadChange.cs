using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Google.Protobuf;

namespace Cairn.Converters;

/// <summary>What is done to the payloads of a message.</summary>
/// <param name="CallAsync">Encodes or decodes payloads.</param>
/// <param name="Of">The change for one event or command; null if all have the same.</param>
internal sealed record PayloadChange(
    Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> CallAsync,
    Func<IMessage, PayloadChange>? Of = null)
{
    /// <summary>The change inside a message.</summary>
    public PayloadChange In(IMessage message) =>
        Of is not null && message is HistoryEvent or Command ? Of(message) : this;
}
