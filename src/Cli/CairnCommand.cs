using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using Cairn.Cli.Activities;
using Cairn.Cli.Batches;
using Cairn.Cli.Checks;
using Cairn.Cli.Connection;
using Cairn.Cli.Operators;
using Cairn.Cli.Output;
using Cairn.Cli.Pages;
using Cairn.Cli.Profiles;
using Cairn.Cli.Schedules;
using Cairn.Cli.Servers;
using Cairn.Cli.Shells;
using Cairn.Cli.TaskQueues;
using Cairn.Cli.Verbs;
using Cairn.Cli.Workers;
using Cairn.Cli.Workflows;

namespace Cairn.Cli;

/// <summary>The command <c>cairn</c> with all that it can do.</summary>
internal static partial class CairnCommand
{
    /// <summary>Runs what was entered.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] words)
    {
        if (words is ["--version"])
        {
            Console.WriteLine($"cairn {typeof(CairnCommand).Assembly.GetName().Version!.ToString(3)}");
            return 0;
        }

        var root = Root();
        var parsed = root.Parse(words);
        if (words.FirstOrDefault(word => Empty().IsMatch(word)) is { } empty)
        {
            // The parser takes the next word as the value.
            await Console.Error.WriteLineAsync(
                $"Error: {empty[..^1]} needs a value. See {Misspelling.HelpOf(parsed)}.");
            return 1;
        }

        if (parsed.Errors.Count == 0 || parsed.Action is HelpAction)
        {
            // The server ends itself on SIGTERM; everything else may be killed.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }

        if (Misspelling.Of(parsed) is { } wrong)
        {
            await Console.Error.WriteLineAsync(
                $"Error: {Plain.Line(wrong)} See {Misspelling.HelpOf(parsed)}.");
            return 1;
        }

        // A group without a verb: its help, as an error.
        await root.Parse([.. words, "--help"]).InvokeAsync(new() { Output = Console.Error });
        return 1;
    }

    [GeneratedRegex("^--[a-z][a-z-]*=$")]
    private static partial Regex Empty();

    private static Command[] Groups =>
    [
        WorkflowCommands.Group(), ActivityCommands.Group(), ScheduleCommands.Group(), TaskQueueCommands.Group(),
        WorkerCommands.Group(), BatchCommands.Group(), OperatorCommands.Group(), Doctor.Command(),
    ];

    private static RootCommand Root()
    {
        var root = new RootCommand("Durable workflows: runs a server, and works with one.");
        foreach (var option in CommonOptions.All)
        {
            option.Recursive = true;
            root.Add(option);
        }

        foreach (var group in Groups)
        {
            root.Add(With(ClientOptions.All, group));
        }

        root.Add(ServerCommands.Group());
        root.Add(With([ClientOptions.Level, ClientOptions.Format], ConfigCommands.Group()));
        root.Add(With([ClientOptions.Level, ClientOptions.Format], EnvironmentCommands.Group()));
        root.Add(ExplainCode.Command());
        root.Add(CompletionCommands.Group());
        return root;
    }

    private static Command With(IEnumerable<Option> options, Command group)
    {
        foreach (var option in options)
        {
            option.Recursive = true;
            group.Add(option);
        }

        return group;
    }
}
