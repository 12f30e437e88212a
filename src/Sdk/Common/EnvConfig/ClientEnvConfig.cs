using Cairn.Client;

namespace Cairn.Common.EnvConfig;

/// <summary>
/// The settings of clients from outside the program: profiles of a TOML file, and environment variables. The file is
/// the one that <c>CAIRN_CONFIG_FILE</c> names, or <c>cairn/cairn.toml</c> in the user's configuration folder. Each
/// variable can also be named <c>TEMPORAL_...</c> as for Temporal's SDKs, and the file <c>temporalio/temporal.toml</c>;
/// the names of Cairn take precedence.
/// </summary>
/// <param name="Profiles">The profiles of the file by name.</param>
public sealed partial record ClientEnvConfig(IReadOnlyDictionary<string, ClientEnvConfig.Profile> Profiles)
{
    /// <summary>Reads all profiles of the file. Environment variables change none of them.</summary>
    /// <param name="options">Null means the defaults. A file that does not exist has no profiles.</param>
    /// <exception cref="InvalidOperationException">
    /// The file is not valid; the message names the line or the key.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ClientEnvConfig Load(ConfigLoadOptions? options = null) => new(ConfigFile.Load(
        options?.ConfigSource, options?.ConfigFileStrict ?? false, new ConfigVariables(options?.OverrideEnvVars)));

    /// <summary>The options of a client from a profile of the file and the environment variables above it.</summary>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="InvalidOperationException">The file or a variable is not valid, or there is no such profile.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CairnClientConnectOptions LoadClientConnectOptions(ProfileLoadOptions? options = null) =>
        Profile.Load(options).ToClientConnectionOptions();

    /// <summary>The profiles as dictionaries with the keys of the file.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, object>> ToDictionary() =>
        Profiles.ToDictionary(profile => profile.Key, profile => profile.Value.ToDictionary());

    /// <summary>The inverse of <see cref="ToDictionary"/>.</summary>
    /// <exception cref="ArgumentException">A value has a wrong type; the message names its key.</exception>
    public static ClientEnvConfig FromDictionary(
        IReadOnlyDictionary<string, Dictionary<string, object>> profileDictionaries)
    {
        ArgumentNullException.ThrowIfNull(profileDictionaries);
        return new(profileDictionaries.ToDictionary(
            profile => profile.Key, profile => Profile.FromDictionary(profile.Value)));
    }

    /// <summary>Options of <see cref="Load"/>.</summary>
    public class ConfigLoadOptions : ICloneable
    {
        /// <summary>Where the TOML is; null means the file that the variables name, or the default one.</summary>
        public DataSource? ConfigSource { get; set; }

        /// <summary>Whether unknown keys of the file are an error. Default false.</summary>
        public bool ConfigFileStrict { get; set; }

        /// <summary>The environment variables; null means those of the process.</summary>
        public IReadOnlyDictionary<string, string>? OverrideEnvVars { get; set; }

        /// <inheritdoc/>
        public virtual object Clone() => MemberwiseClone();
    }

    /// <summary>Options of <see cref="Profile.Load"/> and <see cref="LoadClientConnectOptions"/>.</summary>
    public class ProfileLoadOptions : ICloneable
    {
        /// <summary>
        /// The name of the profile, which must exist; null means the one that <c>CAIRN_PROFILE</c> names, or
        /// <c>default</c> if there is one.
        /// </summary>
        public string? Profile { get; set; }

        /// <inheritdoc cref="ConfigLoadOptions.ConfigSource"/>
        public DataSource? ConfigSource { get; set; }

        /// <summary>Whether no file is read. Default false.</summary>
        public bool DisableFile { get; set; }

        /// <summary>
        /// Whether environment variables neither name nor change the profile; one may still name the file. Default
        /// false.
        /// </summary>
        public bool DisableEnv { get; set; }

        /// <inheritdoc cref="ConfigLoadOptions.ConfigFileStrict"/>
        public bool ConfigFileStrict { get; set; }

        /// <inheritdoc cref="ConfigLoadOptions.OverrideEnvVars"/>
        public IReadOnlyDictionary<string, string>? OverrideEnvVars { get; set; }

        /// <inheritdoc/>
        public virtual object Clone() => MemberwiseClone();
    }
}
