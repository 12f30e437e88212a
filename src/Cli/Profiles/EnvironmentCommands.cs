using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Profiles;

/// <summary>
/// <c>cairn env</c>: settings as Temporal's command line kept them before there were profiles. A setting is named
/// <c>ENVIRONMENT.KEY</c>, or by <c>--env</c> and <c>--key</c>.
/// </summary>
internal static class EnvironmentCommands
{
    private static readonly Argument<string?> Name =
        Word.Optional("name", "ENVIRONMENT, or ENVIRONMENT.KEY. Default: that of --env and --key.");

    private static readonly Argument<string?> Text = Word.Optional("value", "The value. Default: that of --value.");

    private static readonly Option<string> Key =
        Texts.Optional("--key", "NAME", "The setting, named like an option: address.", "-k");

    private static readonly Option<string> Value = Texts.Optional("--value", "TEXT", "Its value.", "-v");

    public static Command Group() => Verb.Group(
        "env",
        "Settings of clients as older versions keep them; 'cairn config' is newer.",
        Named("get", "Shows the settings of an environment.", [Key], Get),
        Named("set", "Sets a setting.", [Key, Value], Set, Text),
        Named("delete", "Takes away a setting, or an environment.", [Key], Delete),
        Verb.Of("list", "Lists the environments.", [], List));

    private static Command Named(
        string verb, string description, IEnumerable<Option> options, Func<Invocation, Task> run, Argument? more = null)
    {
        var command = Verb.Of(verb, description, options, run);
        command.Add(Name);
        if (more is not null)
        {
            command.Add(more);
        }

        return command;
    }

    private static (OldEnvironment Environment, string? Key) Of(Invocation call)
    {
        var parts = call.Get(Name)?.Split('.', 2);
        return (call.Environment(parts?[0]), parts is [_, var key] ? key : call.Has(Key) ? call.Text(Key) : null);
    }

    private static Task Get(Invocation call)
    {
        var (environment, key) = Of(call);
        var found = environment.Settings.Where(each => key is null || each.Key == key).ToArray();
        if (found.Length == 0)
        {
            throw Missing(environment, key);
        }

        if (!call.Print.Json(() => new JsonObject(
            found.Select(each => new KeyValuePair<string, JsonNode?>(each.Key, each.Value)))))
        {
            call.Print.Table(["Property", "Value"], [.. found.Select(each => new[] { each.Key, each.Value })]);
        }

        return Task.CompletedTask;
    }

    private static Task Set(Invocation call)
    {
        var (environment, key) = Of(call);
        var value = call.Get(Text) ?? (call.Has(Value) ? call.Text(Value) : null);
        if (key is null || value is null)
        {
            throw new CommandException("Say which setting and which value: cairn env set local.address HOST:PORT.");
        }

        environment.Set(key, value);
        environment.Save();
        call.Print.Line($"Environment {environment.Name} of {environment.Path} was changed.");
        return Task.CompletedTask;
    }

    private static Task Delete(Invocation call)
    {
        var (environment, key) = Of(call);
        if (!environment.Delete(key))
        {
            throw Missing(environment, key);
        }

        environment.Save();
        call.Print.Line($"Environment {environment.Name} of {environment.Path} was changed.");
        return Task.CompletedTask;
    }

    private static Task List(Invocation call)
    {
        var names = call.Environment(null).Names.ToArray();
        if (!call.Print.Json(() => new JsonArray([.. names.Select(name => JsonValue.Create(name))])))
        {
            call.Print.Table(["Environment"], [.. names.Select(name => new[] { name })]);
        }

        return Task.CompletedTask;
    }

    private static CommandException Missing(OldEnvironment environment, string? key) => new(key is null
        ? $"{environment.Path} has no environment {environment.Name}."
        : $"Environment {environment.Name} of {environment.Path} has no {key}.");
}
