using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>Says of an option that is refused where in the configuration it stands.</summary>
internal static class OptionErrors
{
    /// <summary>Runs a check, and turns its error into a result that names section, key and value.</summary>
    /// <param name="configuration">The configuration of the host; null if it has none.</param>
    /// <param name="section">The path of the section.</param>
    /// <param name="check">The check.</param>
    public static ValidateOptionsResult Check(IConfiguration? configuration, string section, Action check)
    {
        try
        {
            check();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException e)
        {
            return ValidateOptionsResult.Fail(Describe(configuration, section, e));
        }
    }

    private static string Describe(IConfiguration? configuration, string section, ArgumentException error)
    {
        // Less what .NET adds to the message: the parameter, and the value on a line of its own.
        var message = error.Message.Split('\n')[0].TrimEnd('\r')
            .Replace($" (Parameter '{error.ParamName}')", string.Empty, StringComparison.Ordinal);
        var option = message.Split(' ')[0];
        var (key, value) = configuration?.GetSection(section).AsEnumerable(makePathsRelative: true).FirstOrDefault(
            setting => setting.Value is not null && IsOf(setting.Key, option)) ?? default;
        return value is null ? $"{section}: {message}" : $"{section}:{key} is \"{value}\": {message}";
    }

    // The message has the last part of the key.
    private static bool IsOf(string key, string option) =>
        $":{key}".EndsWith($":{option}", StringComparison.OrdinalIgnoreCase);
}
