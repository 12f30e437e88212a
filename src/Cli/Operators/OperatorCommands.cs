using System.CommandLine;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Operators;

/// <summary><c>cairn operator</c>.</summary>
internal static class OperatorCommands
{
    public static Command Group() => Verb.Group(
        "operator",
        "For those who run a server: namespaces, search attributes, the server itself.",
        NamespaceCommands.Group(),
        SearchAttributeCommands.Group(),
        ApiKeyCommands.Group(),
        ClusterCommands.Group());
}
