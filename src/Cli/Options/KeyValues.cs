using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Options;

/// <summary>Options of the form KEY=VALUE that may be repeated, whose values are JSON.</summary>
internal static class KeyValues
{
    /// <summary>The headers of a call of workflow code, which its interceptors read.</summary>
    public static readonly Option<string[]> Headers = Of("--headers", "A header for the interceptors of workers");

    /// <summary>Such an option.</summary>
    public static Option<string[]> Of(string name, string description) => new(name)
    {
        Description = $"{description}: KEY=VALUE, where the value is JSON. May be repeated.",
        HelpName = "KEY=JSON",
    };

    /// <summary>An option of that form whose values are texts.</summary>
    public static Option<string[]> OfTexts(string name, string description) => new(name)
    {
        Description = $"{description}: KEY=VALUE. May be repeated.",
        HelpName = "KEY=VALUE",
    };

    /// <summary>The option's values.</summary>
    /// <exception cref="CommandException">One has no key.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Texts(ParseResult parsed, Option<string[]> option)
    {
        foreach (var pair in parsed.GetValue(option) ?? [])
        {
            yield return pair.Split('=', 2) is [{ Length: > 0 } key, { } value]
                ? new(key, value)
                : throw new CommandException($"{option.Name} must be KEY=VALUE, not {pair}.");
        }
    }

    /// <summary>The headers that were entered; null if there are none.</summary>
    public static Header? HeaderOf(Invocation call)
    {
        var header = new Header();
        foreach (var (key, value) in Read(call, Headers))
        {
            header.Fields[key] = value;
        }

        return header.Fields.Count > 0 ? header : null;
    }

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
