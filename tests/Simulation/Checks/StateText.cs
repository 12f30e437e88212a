using System.Collections;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Google.Protobuf;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>A state as text, the same for states that mean the same.</summary>
internal static class StateText
{
    /// <summary>All of a state.</summary>
    public static string Of(Execution state) => string.Join('\n', typeof(Execution).GetProperties()
        .Where(property => property.CanWrite)
        .Select(property => $"  {property.Name} = {Text(property.GetValue(state))}"));

    /// <summary>A history, one line an event.</summary>
    public static string Of(IEnumerable<HistoryEvent> events) => string.Join('\n', events.Select(
        e => $"  {e.EventId} {e.EventType} {e.EventTime.ToDateTimeOffset():mm:ss.ffff}"));

    private static string Text(object? value) => value switch
    {
        null => "-",
        string or IMessage => value.ToString()!,
        IDictionary map => "{" + string.Join(", ", map.Keys.Cast<object>()
            .Select(key => $"{Text(key)}: {Text(map[key])}").Order(StringComparer.Ordinal)) + "}",
        IList items => "[" + string.Join(", ", items.Cast<object>().Select(Text)) + "]",
        IEnumerable items => "[" + string.Join(
            ", ", items.Cast<object>().Select(Text).Order(StringComparer.Ordinal)) + "]",
        _ => value.ToString()!,
    };
}
