using Cairn.Client;
using Cairn.Common.EnvConfig;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>
/// What clients of a host have without a line of code: the log of the host, the connection string and the section of
/// their name and, if nothing else names a server, Temporal's environment variables and profile.
/// </summary>
/// <param name="provider">The services of the host.</param>
internal sealed class ClientOptionsSetup(IServiceProvider provider)
    : IConfigureNamedOptions<CairnClientConnectOptions>,
        IPostConfigureOptions<CairnClientConnectOptions>,
        IValidateOptions<CairnClientConnectOptions>
{
    private const string DefaultConnection = "cairn";

    private readonly IConfiguration? configuration = provider.GetService<IConfiguration>();

    /// <inheritdoc/>
    public void Configure(CairnClientConnectOptions options) => Configure(Options.DefaultName, options);

    /// <inheritdoc/>
    public void Configure(string? name, CairnClientConnectOptions options)
    {
        name ??= Options.DefaultName;
        options.LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory;
        if (configuration is not null)
        {
            CairnConnectionString.Find(configuration, ConnectionOf(name))?.Apply(options);
            ClientSettings.Table.Apply(configuration.GetSection(ClientSettings.Section(name)), options);
        }
    }

    /// <inheritdoc/>
    public void PostConfigure(string? name, CairnClientConnectOptions options)
    {
        options.Interceptors = HostTracing.Add(provider, options.Interceptors);
        if (options.TargetHost is null && ClientEnvConfig.LoadClientConnectOptions() is { TargetHost: { } host } found)
        {
            options.TargetHost = host;
            options.Namespace = options.Namespace == new CairnClientConnectOptions().Namespace
                ? found.Namespace
                : options.Namespace;
            options.ApiKey ??= found.ApiKey;
            options.Tls ??= found.Tls;
            options.RpcMetadata ??= found.RpcMetadata;
        }
    }

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CairnClientConnectOptions options)
    {
        name ??= Options.DefaultName;
        var section = ClientSettings.Section(name);
        return options.TargetHost is null
            ? ValidateOptionsResult.Fail(
                $"{section}:TargetHost is not set: name the server there, in ConnectionStrings:{ConnectionOf(name)}, "
                + "in the variable CAIRN_ADDRESS, or in code")
            : OptionErrors.Check(configuration, section, () =>
            {
                ClientOptionsCheck.Check(options.ToClientOptions());
                CairnConnection.CreateLazy(options).Dispose();
            });
    }

    private static string ConnectionOf(string name) => name.Length == 0 ? DefaultConnection : name;
}
