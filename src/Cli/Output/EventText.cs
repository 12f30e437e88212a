using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Cli.Output;

/// <summary>Writes what an event says, in a line.</summary>
internal static class EventText
{
    // What people look for first, in this order.
    private static readonly string[] Shown =
    [
        "workflow_type", "activity_type", "activity_id", "timer_id", "signal_name", "marker_name", "workflow_id",
        "workflow_execution", "start_to_fire_timeout", "reason", "cause", "timeout_type", "attempt", "input", "result",
        "failure", "last_failure",
    ];

    /// <summary>The name of its type, such as WorkflowExecutionStarted.</summary>
    public static string TypeOf(HistoryEvent each) => each.EventType.ToString();

    /// <summary>The attributes of its type.</summary>
    public static IMessage? AttributesOf(HistoryEvent each) =>
        HistoryEvent.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(each)?.Accessor.GetValue(each) as IMessage;

    /// <summary>What it says.</summary>
    public static string Of(HistoryEvent each)
    {
        if (AttributesOf(each) is not { } attributes)
        {
            return string.Empty;
        }

        return string.Join(
            "  ",
            from name in Shown
            let field = attributes.Descriptor.FindFieldByName(name)
            where field is not null
            let text = TextOf(field, field.Accessor.GetValue(attributes))
            where text.Length > 0
            select text);
    }

    private static string TextOf(FieldDescriptor field, object? value) => value switch
    {
        null => string.Empty,
        ActivityType type => type.Name,
        WorkflowType type => type.Name,
        WorkflowExecution execution => execution.WorkflowId,
        Payloads payloads => $"{field.JsonName}: {Short(ProtoJson.Text(payloads))}",
        Failure failure => $"{field.JsonName}: {FailureText.Line(failure)}",
        Duration duration => Times.Of(duration),
        string text => text,
        int attempt => attempt > 1 ? $"attempt {attempt}" : string.Empty,
        System.Enum word => Convert.ToInt32(word, System.Globalization.CultureInfo.InvariantCulture) == 0
            ? string.Empty
            : $"{word}",
        _ => string.Empty,
    };

    private static string Short(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
