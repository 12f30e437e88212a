using Cairn.Extensions.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cairn.Embedded;

/// <summary>
/// What the configuration says of an engine: <c>ConnectionStrings:cairn</c>, then the section <c>Cairn:Engine</c>.
/// </summary>
internal sealed class EngineSettings
{
    private const string Section = HostSections.Engine;

    private static readonly SettingTable<EngineSettings> Table = new()
    {
        { "DatabasePath", (settings, value) => settings.databasePath = value.Text },
        { "Namespace", (settings, value) => settings.@namespace = value.Text },
    };

    private static readonly CairnEngineOptions Defaults = new();

    private string? databasePath;
    private string? @namespace;

    /// <summary>Completes what code has left at its default.</summary>
    /// <exception cref="OptionsValidationException">
    /// An option is refused; the message names the section, the key and the value.
    /// </exception>
    public static CairnEngineOptions Complete(CairnEngineOptions options, IConfiguration? configuration)
    {
        var settings = new EngineSettings();
        if (configuration is not null)
        {
            settings.Read(configuration);
        }

        var complete = options with
        {
            DatabasePath = options.DatabasePath ?? (options.Store is null ? settings.databasePath : null),
            Namespace = options.Namespace == Defaults.Namespace
                ? settings.@namespace ?? Defaults.Namespace
                : options.Namespace,
        };
        var result = OptionErrors.Check(configuration, Section, complete.ThrowIfInvalid);
        return result.Failed
            ? throw new OptionsValidationException(Section, typeof(CairnEngineOptions), result.Failures)
            : complete;
    }

    private void Read(IConfiguration configuration)
    {
        if (CairnConnectionString.Find(configuration, "cairn") is { } connection)
        {
            databasePath = connection.DataSource ?? throw new OptionsValidationException(
                Section, typeof(CairnEngineOptions), [
                    $"{connection.Path} names the server {connection.TargetHost}, but AddCairn runs an engine inside "
                    + "the host: call AddCairnClient instead, or name a file as Data Source=cairn.db",
                ]);
            @namespace = connection.Namespace;
        }

        Table.Apply(configuration.GetSection(Section), this);
    }
}
