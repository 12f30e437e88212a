using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Cairn.Engine.Executions;
using Cairn.StateMachines;
using Google.Protobuf;

namespace Cairn.Tests.Engine;

/// <summary>The whole state of a run as text, so that two states can be compared and a difference be read.</summary>
internal static class StateText
{
    /// <summary>Every property, also those that follow from others; dictionaries and sets in order.</summary>
    public static string Of(Execution? state)
    {
        var text = new StringBuilder();
        Write(state, text, 0);
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or IMessage:
                text.Append(value);
                break;
            case DateTimeOffset time:
                text.Append(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                var keys = map.Keys.Cast<object>().Order();
                WriteMany(keys.Select(key => KeyValuePair.Create(key, map[key])), text, depth);
                break;
            case IEnumerable set when set.GetType().Name.Contains("Set", StringComparison.Ordinal):
                WriteMany(set.Cast<object>().Order(), text, depth);
                break;
            case IEnumerable list:
                WriteMany(list, text, depth);
                break;
            case var record when IsOurs(record.GetType()):
                WriteFields(record, text, depth);
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }

    private static bool IsOurs(Type type) => !type.IsEnum
        && (type.Namespace?.StartsWith("Cairn", StringComparison.Ordinal) == true
            || type.Name.StartsWith("KeyValuePair", StringComparison.Ordinal));

    private static void WriteMany(IEnumerable values, StringBuilder text, int depth)
    {
        foreach (var value in values)
        {
            text.Append('\n').Append(' ', depth + 2);
            Write(value, text, depth + 2);
        }
    }

    private static void WriteFields(object record, StringBuilder text, int depth)
    {
        foreach (var property in record.GetType().GetProperties().Where(IsOfState))
        {
            text.Append('\n').Append(' ', depth).Append(property.Name).Append(": ");
            Write(property.GetValue(record), text, depth + 2);
        }
    }

    private static bool IsOfState(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0 && property.PropertyType != typeof(ITransitionObserver);
}
