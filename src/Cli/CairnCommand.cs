using System.CommandLine;
using System.CommandLine.Invocation;
using Cairn.Cli.Connection;
using Cairn.Cli.Servers;
using Cairn.Cli.Workflows;

namespace Cairn.Cli;

/// <summary>The command <c>cairn</c> with all that it can do.</summary>
internal static class CairnCommand
{
    /// <summary>Runs what was entered.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] words)
    {
        var parsed = Root().Parse(words);
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
        }

        return parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Durable workflows: runs a server, and works with one.");
        foreach (var option in CommonOptions.All)
        {
            option.Recursive = true;
            root.Add(option);
        }

        foreach (var group in new[] { WorkflowCommands.Group() })
        {
            foreach (var option in ClientOptions.All)
            {
                option.Recursive = true;
                group.Add(option);
            }

            root.Add(group);
        }

        root.Add(ServerCommands.Group());
        return root;
    }
}
