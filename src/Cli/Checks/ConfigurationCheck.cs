using Cairn.Cli.Connection;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Checks;

/// <summary>Which settings are in force, and where they come from.</summary>
internal static class ConfigurationCheck
{
    private const string Topic = "Configuration";

    private static readonly string[] Prefixes = ["CAIRN_", "TEMPORAL_"];

    /// <summary>Looks at the file, the variables and what they come to.</summary>
    public static IEnumerable<Finding> Run(Invocation call)
    {
        Finding found;
        try
        {
            var profile = call.Profile();
            var isThere = File.Exists(profile.Path);
            if (call.Has(CommonOptions.Profile) && !profile.Names.Contains(profile.Name))
            {
                found = Finding.Bad(Topic, $"{profile.Path} has no profile {profile.Name}.");
            }
            else if (isThere && !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(profile.Path) & (UnixFileMode.OtherRead | UnixFileMode.GroupRead)) != 0)
            {
                found = Finding.Odd(
                    Topic, $"{profile.Path} can be read by others: chmod 600 keeps credentials secret.");
            }
            else
            {
                found = Finding.Good(Topic, isThere
                    ? $"{profile.Path}, profile {profile.Name}"
                    : $"There is no {profile.Path}: defaults, variables and options are in force.");
            }
        }
        catch (CommandException wrong)
        {
            found = Finding.Bad(Topic, wrong.Message);
        }

        yield return found;
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (variables.Length > 0)
        {
            yield return Finding.Good("Variables", string.Join(", ", variables));
        }
    }
}
