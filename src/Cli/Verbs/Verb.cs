using System.CommandLine;

namespace Cairn.Cli.Verbs;

/// <summary>Makes commands.</summary>
internal static class Verb
{
    /// <summary>A command that only groups others.</summary>
    public static Command Group(string name, string description, params IEnumerable<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }

    /// <summary>A command that does something.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in one sentence.</param>
    /// <param name="options">Its own options.</param>
    /// <param name="run">Does it.</param>
    public static Command Of(
        string name, string description, IEnumerable<Option> options, Func<Invocation, Task> run) =>
        Of(name, description, options, async call =>
        {
            await run(call);
            return 0;
        });

    /// <summary>A command whose exit code says how it went.</summary>
    public static Command Of(
        string name, string description, IEnumerable<Option> options, Func<Invocation, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, token) =>
        {
            await using var call = new Invocation(parsed, token);
            return await Failures.ReportAsync(call, run);
        });
        return command;
    }
}
