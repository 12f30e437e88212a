using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Commands;

/// <summary>What names of a command to another workflow may be.</summary>
internal static class CommandNames
{
    /// <summary>A command stays in the namespace of its workflow, as Temporal's does by default.</summary>
    public static string? CheckNamespace(Execution state, string @namespace) =>
        @namespace.Length == 0 || @namespace == state.Key.Namespace.Value
            ? null
            : "cross namespace commands are not allowed";

    /// <summary>Says that a name is longer than any may be; null if it is not.</summary>
    public static string? CheckLength(string command, string what, string name) => Names.TooLong(name)
        ? $"{what} on {command} exceeds length limit. Length={Names.Bytes(name)} Limit={Limits.IdBytes}"
        : null;
}
