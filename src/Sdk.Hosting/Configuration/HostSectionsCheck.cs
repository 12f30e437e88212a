using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>Refuses sections that no part of a host reads, and those that contradict what the host has.</summary>
/// <param name="provider">The services of the host.</param>
internal sealed class HostSectionsCheck(IServiceProvider provider) : IValidateOptions<HostSections>
{
    private readonly IConfiguration? configuration = provider.GetService<IConfiguration>();

    private bool HasEngine => provider.GetService<EngineInHost>() is not null;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HostSections options)
    {
        string[] errors = configuration is null ? [] : [.. Check(configuration)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Check(IConfiguration settings)
    {
        // Without the values: a setting in the wrong place may be a secret.
        foreach (var section in settings.GetSection(HostSections.Root).GetChildren())
        {
            if (!HostSections.All.Contains(section.Path, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{section.Path} is set, but there is no such section. {HostSections.Root} may have: "
                    + string.Join(", ", HostSections.All.Select(path => path[(path.LastIndexOf(':') + 1)..]));
            }
        }

        foreach (var section in WithSettingsBelow(settings).Where(section => !string.IsNullOrEmpty(section.Value)))
        {
            yield return $"{section.Path} has a value of its own, but must have settings below it";
        }

        if (HasEngine && settings.GetSection(HostSections.Client).Exists())
        {
            yield return $"{HostSections.Client} has settings of the client of a server, but the host has an engine of "
                + "its own: leave AddCairn out and call AddCairnClient, or remove them. Another client has a key, and "
                + $"its settings in {HostSections.Clients}";
        }

        if (!HasEngine && settings.GetSection(HostSections.Engine).Exists())
        {
            yield return $"{HostSections.Engine} has settings of an engine in the host, but the host has none: call "
                + "AddCairn, or remove them";
        }
    }

    private static IEnumerable<IConfigurationSection> WithSettingsBelow(IConfiguration settings) =>
    [
        settings.GetSection(HostSections.Root),
        .. HostSections.All.Select(settings.GetSection),
        .. settings.GetSection(HostSections.Clients).GetChildren(),
        .. settings.GetSection(HostSections.Workers).GetChildren(),
    ];
}
