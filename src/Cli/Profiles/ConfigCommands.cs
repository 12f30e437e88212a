using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Cli.Connection;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Profiles;

/// <summary><c>cairn config</c>: the profiles of the configuration file.</summary>
internal static class ConfigCommands
{
    private static readonly Option<string> Property =
        Texts.Required("--prop", "NAME", "The property, such as address or tls.server_name.", "-p");

    private static readonly Option<string> OneProperty =
        Texts.Optional("--prop", "NAME", "The property. Default: all that are set.", "-p");

    private static readonly Option<string> Value = Texts.Required("--value", "TEXT", "Its value.", "-v");

    public static Command Group() => Verb.Group(
        "config",
        "Settings of clients in the configuration file, in profiles. --profile names one.",
        Verb.Of("get", "Shows the properties of a profile.", [OneProperty], Get),
        Verb.Of("set", "Sets a property of a profile.", [Property, Value], Set),
        Verb.Of("delete", "Takes a property from a profile.", [Property], Delete),
        Verb.Of("delete-profile", "Removes the profile that --profile names.", [], DeleteProfile),
        Verb.Of("list", "Lists the profiles.", [], List));

    private static Task Get(Invocation call)
    {
        var profile = call.Profile();
        var wanted = call.Text(OneProperty);
        var found = profile.All().Where(each => wanted.Length == 0 || each.Name == wanted).ToArray();
        if (wanted.Length > 0 && found.Length == 0)
        {
            throw new CommandException($"Profile {profile.Name} of {profile.Path} has no {wanted}.");
        }

        if (!call.Print.Json(() => new JsonObject(
            found.Select(each => new KeyValuePair<string, JsonNode?>(each.Name, each.Value)))))
        {
            call.Print.Table(["Property", "Value"], [.. found.Select(each => new[] { each.Name, each.Value })]);
        }

        return Task.CompletedTask;
    }

    private static Task Set(Invocation call)
    {
        var profile = call.Profile();
        profile.Set(call.Text(Property), call.Text(Value));
        profile.Save();
        call.Print.Line($"Profile {profile.Name} of {profile.Path} was changed.");
        return Task.CompletedTask;
    }

    private static Task Delete(Invocation call)
    {
        var profile = call.Profile();
        if (!profile.Delete(call.Text(Property)))
        {
            throw new CommandException($"Profile {profile.Name} of {profile.Path} has no {call.Text(Property)}.");
        }

        profile.Save();
        call.Print.Line($"Profile {profile.Name} of {profile.Path} was changed.");
        return Task.CompletedTask;
    }

    private static Task DeleteProfile(Invocation call)
    {
        if (!call.Has(CommonOptions.Profile))
        {
            throw new CommandException("--profile must say which one.");
        }

        var profile = call.Profile();
        if (!profile.DeleteAll())
        {
            throw new CommandException($"{profile.Path} has no profile {profile.Name}.");
        }

        profile.Save();
        call.Print.Line($"Profile {profile.Name} of {profile.Path} was removed.");
        return Task.CompletedTask;
    }

    private static Task List(Invocation call)
    {
        var names = call.Profile().Names.ToArray();
        if (!call.Print.Json(() => new JsonArray([.. names.Select(name => JsonValue.Create(name))])))
        {
            call.Print.Table(["Profile"], [.. names.Select(name => new[] { name })]);
        }

        return Task.CompletedTask;
    }
}
