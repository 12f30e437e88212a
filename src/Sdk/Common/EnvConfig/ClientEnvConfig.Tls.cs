using Cairn.Client;

namespace Cairn.Common.EnvConfig;

public sealed partial record ClientEnvConfig
{
    /// <summary>How a connection is encrypted. Certificates and keys are in PEM form.</summary>
    /// <param name="Disabled">True turns encryption off; null and false turn it on.</param>
    /// <param name="ServerName">The name that the server's certificate must have; null means the host.</param>
    /// <param name="ServerRootCACert">The certificate authority of the server; null means those of the system.</param>
    /// <param name="ClientCert">The certificate of the client; null means none.</param>
    /// <param name="ClientPrivateKey">Its private key; set both or neither.</param>
    public sealed record Tls(
        bool? Disabled = null,
        string? ServerName = null,
        DataSource? ServerRootCACert = null,
        DataSource? ClientCert = null,
        DataSource? ClientPrivateKey = null)
    {
        /// <summary>The inverse of <see cref="ToDictionary"/>. Unknown keys are left out.</summary>
        /// <exception cref="ArgumentException">A value has a wrong type; the message names its key.</exception>
        public static Tls FromDictionary(IReadOnlyDictionary<string, object> dictionary)
        {
            ArgumentNullException.ThrowIfNull(dictionary);
            return new(
                ConfigKeys.GetBool(dictionary, ConfigKeys.Disabled),
                ConfigKeys.Get<string>(dictionary, ConfigKeys.ServerName),
                Source(dictionary, ConfigKeys.ServerCACert),
                Source(dictionary, ConfigKeys.ClientCert),
                Source(dictionary, ConfigKeys.ClientKey));
        }

        /// <summary>The options of a connection, with the files read.</summary>
        /// <exception cref="IOException">A certificate or a key cannot be read.</exception>
        public TlsOptions? ToTlsOptions() => Disabled == true
            ? new() { Disabled = true }
            : new()
            {
                Domain = string.IsNullOrEmpty(ServerName) ? null : ServerName,
                ServerRootCACert = ServerRootCACert?.GetBytes(),
                ClientCert = ClientCert?.GetBytes(),
                ClientPrivateKey = ClientPrivateKey?.GetBytes(),
            };

        /// <summary>The settings that are not null, by the keys of the file.</summary>
        public Dictionary<string, object> ToDictionary()
        {
            var dictionary = new Dictionary<string, object>();
            ConfigKeys.Set(dictionary, ConfigKeys.Disabled, Disabled);
            ConfigKeys.Set(dictionary, ConfigKeys.ServerName, ServerName);
            ConfigKeys.Set(dictionary, ConfigKeys.ServerCACert, ServerRootCACert?.ToDictionary());
            ConfigKeys.Set(dictionary, ConfigKeys.ClientCert, ClientCert?.ToDictionary());
            ConfigKeys.Set(dictionary, ConfigKeys.ClientKey, ClientPrivateKey?.ToDictionary());
            return dictionary;
        }

        private static DataSource? Source(IReadOnlyDictionary<string, object> dictionary, string key) =>
            DataSource.FromDictionary(ConfigKeys.Get<IReadOnlyDictionary<string, string>>(dictionary, key));
    }
}
