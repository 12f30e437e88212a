using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cairn.Api.Common.V1;
using Google.Protobuf;

namespace Cairn.Extensions.OpenTelemetry;

/// <summary>The place in a trace that a call carries, in the form of the W3C: a span, and the baggage.</summary>
/// <param name="Context">The span.</param>
/// <param name="Baggage">The baggage as it is in the header; null means none.</param>
internal sealed record TraceHeader(ActivityContext Context, string? Baggage)
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";
    private const string BaggageKey = "baggage";

    private static readonly DistributedContextPropagator W3C = DistributedContextPropagator.CreateW3CPropagator();

    /// <summary>The span that is current in this process; null if there is none.</summary>
    public static TraceHeader? Current
    {
        get
        {
            if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } current)
            {
                return null;
            }

            string? baggage = null;
            W3C.Inject(current, null, (_, name, value) => baggage = name == BaggageKey ? value : baggage);
            return new(current.Context, baggage);
        }
    }

    /// <summary>Reads the header of a call; null if there is none that can be read.</summary>
    public static TraceHeader? Read(IReadOnlyDictionary<string, Payload>? headers, string key)
    {
        if (headers is null || !headers.TryGetValue(key, out var payload) || Carrier(payload) is not { } carrier)
        {
            return null;
        }

        return ActivityContext.TryParse(
            carrier.GetValueOrDefault(Parent), carrier.GetValueOrDefault(State), isRemote: true, out var context)
            ? new(context, carrier.GetValueOrDefault(BaggageKey))
            : null;
    }

    /// <summary>The headers of a call with this one.</summary>
    public IDictionary<string, Payload> AddTo(IDictionary<string, Payload>? headers, string key)
    {
        if (Context == default)
        {
            return headers ?? new Dictionary<string, Payload>();
        }

        var carrier = new Dictionary<string, string>
        {
            [Parent] = $"00-{Context.TraceId}-{Context.SpanId}-{(int)Context.TraceFlags:x2}",
        };
        if (!string.IsNullOrEmpty(Context.TraceState))
        {
            carrier[State] = Context.TraceState;
        }

        if (Baggage is not null)
        {
            carrier[BaggageKey] = Baggage;
        }

        var payload = new Payload
        {
            Data = ByteString.CopyFrom(
                JsonSerializer.SerializeToUtf8Bytes(carrier, TraceJson.Default.DictionaryStringString)),
        };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8("json/plain");
        return new Dictionary<string, Payload>(headers ?? new Dictionary<string, Payload>()) { [key] = payload };
    }

    /// <summary>Gives a span the baggage.</summary>
    public void AddBaggageTo(Activity span)
    {
        var all = W3C.ExtractBaggage(
            Baggage,
            static (object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
                (value, values) = (name == BaggageKey ? (string?)carrier : null, null));
        foreach (var (name, value) in all ?? [])
        {
            span.SetBaggage(name, value);
        }
    }

    // A trace that cannot be read is none: it must not fail the call that it came with.
    private static Dictionary<string, string>? Carrier(Payload payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Data.Span, TraceJson.Default.DictionaryStringString);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Reads and writes the header without reflection.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TraceJson : JsonSerializerContext;
