using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Commands;

/// <summary>Checks the names in a command to another workflow.</summary>
internal static class CommandNames
{
    /// <summary>
    /// Checks that a command stays in the namespace of its workflow, as Temporal's server does by default.
    /// </summary>
    public static string? CheckNamespace(Execution state, string @namespace) =>
        @namespace.Length == 0 || @namespace == state.Key.Namespace.Value
            ? null
            : "cross namespace commands are not allowed";

    /// <summary>Returns an error if a name is longer than the limit; else null.</summary>
    public static string? CheckLength(string command, string what, string name) => Names.TooLong(name)
        ? $"{what} on {command} exceeds length limit. Length={Names.Bytes(name)} Limit={Limits.IdBytes}"
        : null;
}
