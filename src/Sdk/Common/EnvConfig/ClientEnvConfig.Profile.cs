using Cairn.Client;

namespace Cairn.Common.EnvConfig;

public sealed partial record ClientEnvConfig
{
    private const string DefaultProfile = "default";

    /// <summary>The settings of one client. What is null keeps the default of the client's options.</summary>
    /// <param name="Address">Host and port of the server.</param>
    /// <param name="Namespace">The namespace.</param>
    /// <param name="ApiKey">The API key; it turns encryption on, unless <paramref name="Tls"/> says otherwise.</param>
    /// <param name="Tls">How the connection is encrypted.</param>
    /// <param name="GrpcMeta">Metadata of every call.</param>
    public sealed record Profile(
        string? Address = null,
        string? Namespace = null,
        string? ApiKey = null,
        Tls? Tls = null,
        IReadOnlyDictionary<string, string>? GrpcMeta = null)
    {
        /// <summary>Reads a profile of the file, and the environment variables above it.</summary>
        /// <param name="options">Null means the defaults.</param>
        /// <exception cref="InvalidOperationException">
        /// The file or a variable is not valid, there is no such profile, or both file and variables are disabled.
        /// </exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        public static Profile Load(ProfileLoadOptions? options = null)
        {
            options ??= new();
            if (options is { DisableFile: true, DisableEnv: true })
            {
                throw new InvalidOperationException(
                    "DisableFile and DisableEnv are both true, so there is nothing to load: leave one of them false");
            }

            var variables = new ConfigVariables(options.OverrideEnvVars);
            var profile = options.DisableFile ? new() : OfFile(options, variables);
            return options.DisableEnv ? profile : variables.Over(profile);
        }

        /// <summary>The inverse of <see cref="ToDictionary"/>. Unknown keys are left out.</summary>
        /// <exception cref="ArgumentException">A value has a wrong type; the message names its key.</exception>
        public static Profile FromDictionary(IReadOnlyDictionary<string, object> dictionary)
        {
            ArgumentNullException.ThrowIfNull(dictionary);
            return new(
                ConfigKeys.Get<string>(dictionary, ConfigKeys.Address),
                ConfigKeys.Get<string>(dictionary, ConfigKeys.Namespace),
                ConfigKeys.Get<string>(dictionary, ConfigKeys.ApiKey),
                ConfigKeys.Get<IReadOnlyDictionary<string, object>>(dictionary, ConfigKeys.Tls) is { } tls
                    ? EnvConfig.ClientEnvConfig.Tls.FromDictionary(tls)
                    : null,
                ConfigKeys.Get<IReadOnlyDictionary<string, string>>(dictionary, ConfigKeys.GrpcMeta));
        }

        /// <summary>
        /// The options of a client. An empty text means the same as none, so that a variable can take back what the
        /// file says.
        /// </summary>
        /// <exception cref="IOException">A certificate or a key cannot be read.</exception>
        public CairnClientConnectOptions ToClientConnectionOptions()
        {
            var options = new CairnClientConnectOptions
            {
                TargetHost = NullIfEmpty(Address),
                ApiKey = NullIfEmpty(ApiKey),
                RpcMetadata = GrpcMeta is { Count: > 0 } ? [.. GrpcMeta] : null,
            };
            options.Namespace = NullIfEmpty(Namespace) ?? options.Namespace;
            options.Tls = Tls is null && options.ApiKey is not null ? new() : Tls?.ToTlsOptions();
            return options;
        }

        /// <summary>The settings that are not null, by the keys of the file.</summary>
        public Dictionary<string, object> ToDictionary()
        {
            var dictionary = new Dictionary<string, object>();
            ConfigKeys.Set(dictionary, ConfigKeys.Address, Address);
            ConfigKeys.Set(dictionary, ConfigKeys.Namespace, Namespace);
            ConfigKeys.Set(dictionary, ConfigKeys.ApiKey, ApiKey);
            ConfigKeys.Set(dictionary, ConfigKeys.Tls, Tls?.ToDictionary());
            ConfigKeys.Set(
                dictionary,
                ConfigKeys.GrpcMeta,
                GrpcMeta is { Count: > 0 } ? new Dictionary<string, string>(GrpcMeta) : null);
            return dictionary;
        }

        private static Profile OfFile(ProfileLoadOptions options, ConfigVariables variables)
        {
            var profiles = ConfigFile.Load(options.ConfigSource, options.ConfigFileStrict, variables);
            var name = options.Profile ?? (options.DisableEnv ? null : NullIfEmpty(variables.Get("PROFILE")));
            if (profiles.TryGetValue(name ?? DefaultProfile, out var profile))
            {
                return profile;
            }

            return name is null
                ? new()
                : throw new InvalidOperationException(profiles.Count == 0
                    ? $"Profile '{name}' not found: there is no configuration file, or it has no profiles"
                    : $"Profile '{name}' not found: the file has {string.Join(", ", profiles.Keys.Order())}");
        }

        private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
    }
}
