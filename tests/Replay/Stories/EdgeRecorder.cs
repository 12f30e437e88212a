using System.Collections;
using System.Reflection;
using Cairn.Sdk.Replay;
using Cairn.StateMachines;

namespace Cairn.Tests.Replay.Stories;

/// <summary>Knows which edges the runs have taken that were given it, and which there are.</summary>
internal sealed class EdgeRecorder : ITransitionObserver
{
    private static readonly FieldInfo[] s_tables =
    [
        .. typeof(WorkflowMachines).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType.IsGenericType
                && field.FieldType.GetGenericTypeDefinition() == typeof(TransitionTable<,>)),
    ];

    private readonly HashSet<object> taken = [];

    /// <summary>The machines that have a table.</summary>
    public static IEnumerable<string> Machines =>
        s_tables.Select(table => table.DeclaringType!.Name).Order(StringComparer.Ordinal);

    /// <summary>The edges of all tables that no run has taken.</summary>
    public IEnumerable<string> Untaken =>
        from table in s_tables
        from edge in ((IEnumerable)table.GetValue(null)!).Cast<object>()
        where !taken.Contains(edge)
        select edge.ToString();

    /// <inheritdoc/>
    public void OnTaken<TState, TTrigger>(Transition<TState, TTrigger> edge)
        where TState : struct, Enum
        where TTrigger : struct, Enum => taken.Add(edge);
}
