using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>Names that are reserved for the SDK and the server.</summary>
internal static class WorkflowNames
{
    /// <summary>The query for what a workflow waits for.</summary>
    public const string StackTrace = "__stack_trace";

    /// <summary>The query for the handlers of a workflow.</summary>
    public const string Metadata = "__temporal_workflow_metadata";

    private const string System = "__temporal";

    private static readonly string[] ForHandlers = [System, StackTrace, "__enhanced_stack_trace"];

    /// <summary>Whether the name is never passed to a dynamic handler.</summary>
    public static bool IsReserved(string name) => PrefixOf(name, ForHandlers) is not null;

    /// <summary>Rejects a name of a workflow or an activity that is reserved or not valid Unicode.</summary>
    /// <param name="name">The name; null, which stands for all names, is not reserved.</param>
    /// <param name="owner">What has the name, for the message.</param>
    /// <exception cref="ArgumentException">The name is reserved or not valid Unicode.</exception>
    public static void RefuseReserved(string? name, string owner) => Refuse(name, owner, [System]);

    /// <summary>Rejects a name of a signal, a query or an update that is reserved or not valid Unicode.</summary>
    /// <param name="name">The name; null, which stands for all names, is not reserved.</param>
    /// <param name="owner">What has the name, for the message.</param>
    /// <exception cref="ArgumentException">The name is reserved or not valid Unicode.</exception>
    public static void RefuseReservedHandler(string? name, string owner) => Refuse(name, owner, ForHandlers);

    private static void Refuse(string? name, string owner, string[] prefixes)
    {
        RecordedText.RequireWhole(name, $"The name of {owner}");
        if (name is not null && PrefixOf(name, prefixes) is { } prefix)
        {
            throw new ArgumentException(
                $"{owner} cannot have the name {name}: names that start with {prefix} are reserved", nameof(name));
        }
    }

    private static string? PrefixOf(string name, string[] prefixes) =>
        Array.Find(prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
