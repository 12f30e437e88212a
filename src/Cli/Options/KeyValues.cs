using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Options;

/// <summary>Options of the form KEY=VALUE that may be repeated, whose values are JSON.</summary>
internal static class KeyValues
{
    /// <summary>Such an option.</summary>
    public static Option<string[]> Of(string name, string description) => new(name)
    {
        Description = $"{description}: KEY=VALUE, where the value is JSON. May be repeated.",
        HelpName = "KEY=JSON",
    };

    /// <summary>The payloads of the option's values.</summary>
    /// <exception cref="CommandException">One has no key, or its value is no JSON.</exception>
    public static IEnumerable<KeyValuePair<string, Payload>> Read(Invocation call, Option<string[]> option)
    {
        foreach (var pair in call.Get(option) ?? [])
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } key, { } value])
            {
                throw new CommandException($"{option.Name} must be KEY=JSON, not {pair}.");
            }

            yield return new(key, JsonPayload.Of(value, $"The value of {option.Name} {key}"));
        }
    }
}
