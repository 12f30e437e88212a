using System.Collections;
using System.Globalization;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.TaskQueue.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Engine;

/// <summary>
/// Wire messages as text: the fields that are set, in the order of the wire, times as seconds since the start.
/// </summary>
internal static class WireText
{
    /// <summary>The fields of a message; those named are left out.</summary>
    public static string Fields(IMessage message, params string[] but) => string.Join(' ', message.Descriptor.Fields
        .InFieldNumberOrder()
        .Where(field => !but.Contains(field.JsonName) && IsSet(field, message))
        .Select(field => $"{field.JsonName}={Field(field, field.Accessor.GetValue(message))}"));

    /// <summary>A time, as seconds since every story begins.</summary>
    public static string Time(DateTimeOffset time) =>
        time.Year < 2000 ? "never" : $"+{Seconds((decimal)(time - Stage.Beginning).Ticks / TimeSpan.TicksPerSecond)}";

    /// <summary>A value as it stands behind an equals sign.</summary>
    public static string Value(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        string text => Quoted(text),
        Duration length => Seconds(length.Seconds + (length.Nanos / 1_000_000_000m)),
        Timestamp time => Time(time.ToDateTimeOffset()),
        DateTimeOffset time => Time(time),
        Payload payload => OfPayload(payload),
        Payloads payloads => $"[{string.Join(',', payloads.Payloads_.Select(OfPayload))}]",
        TaskQueue { Kind: TaskQueueKind.Sticky } queue => $"{queue.Name}(sticky:{queue.NormalName})",
        TaskQueue { NormalName.Length: 0 } queue => queue.Name,
        WorkflowExecution execution => execution.RunId,
        WorkflowType type => type.Name,
        ActivityType type => type.Name,
        Failure failure => OfFailure(failure),
        IMessage message => $"{{{Fields(message)}}}",
        IDictionary map => $"{{{string.Join(' ', Pairs(map))}}}",
        IEnumerable list => $"[{string.Join(' ', list.Cast<object>().Select(Value))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static IEnumerable<string> Pairs(IDictionary map) =>
        map.Keys.Cast<object>().Order().Select(key => $"{key}:{Value(map[key])}");

    private static string Field(FieldDescriptor field, object value) =>
        field.JsonName == "historySizeBytes" ? "<size>" : Value(value);

    private static bool IsSet(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) switch
    {
        IList list => list.Count > 0,
        IDictionary map => map.Count > 0,
        _ when field.HasPresence => field.Accessor.HasValue(message),
        string text => text.Length > 0,
        ByteString bytes => bytes.Length > 0,
        System.Enum value => Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0,
        IConvertible number => Convert.ToDouble(number, CultureInfo.InvariantCulture) != 0,
        _ => false,
    };

    private static string OfFailure(Failure failure)
    {
        var info = failure.ApplicationFailureInfo;
        var isPlain = info is not null && failure.Equals(new Failure
        {
            Message = failure.Message,
            ApplicationFailureInfo = new ApplicationFailureInfo { Type = info.Type, NonRetryable = info.NonRetryable },
        });
        return isPlain
            ? $"\"{info!.Type}{(info.NonRetryable ? "!" : "")}: {failure.Message}\""
            : $"{{{Fields(failure)}}}";
    }

    private static string OfPayload(Payload payload) => payload.Metadata["encoding"].ToStringUtf8() == "binary/plain"
        ? $"bytes({payload.Data.Length})"
        : payload.Data.ToStringUtf8();

    private static string Seconds(decimal seconds) =>
        seconds.ToString("0.#########", CultureInfo.InvariantCulture) + "s";

    private static string Quoted(string text) =>
        text.Length == 0 || text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
