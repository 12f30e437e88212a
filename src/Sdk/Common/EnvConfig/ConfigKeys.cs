namespace Cairn.Common.EnvConfig;

/// <summary>The keys of the configuration file and of the dictionaries that mirror it.</summary>
internal static class ConfigKeys
{
    public const string Address = "address";
    public const string Namespace = "namespace";
    public const string ApiKey = "api_key";
    public const string Tls = "tls";
    public const string Codec = "codec";
    public const string GrpcMeta = "grpc_meta";
    public const string Disabled = "disabled";
    public const string ServerName = "server_name";
    public const string ServerCACert = "server_ca_cert";
    public const string ClientCert = "client_cert";
    public const string ClientKey = "client_key";
    public const string DisableHostVerification = "disable_host_verification";
    public const string PathSuffix = "_path";
    public const string DataSuffix = "_data";

    /// <summary>The name of a header, as gRPC wants it.</summary>
    public static string HeaderName(string key) => key.ToLowerInvariant().Replace('_', '-');

    /// <summary>Adds a value that is not null.</summary>
    public static void Set(Dictionary<string, object> dictionary, string key, object? value)
    {
        if (value is not null)
        {
            dictionary[key] = value;
        }
    }

    /// <summary>The value of a key; null if there is none.</summary>
    /// <exception cref="ArgumentException">The value has another type.</exception>
    public static T? Get<T>(IReadOnlyDictionary<string, object> dictionary, string key)
        where T : class =>
        dictionary.GetValueOrDefault(key) is { } value ? value as T ?? throw WrongType<T>(key, value) : null;

    /// <summary>The truth value of a key; null if there is none.</summary>
    /// <exception cref="ArgumentException">The value has another type.</exception>
    public static bool? GetBool(IReadOnlyDictionary<string, object> dictionary, string key) =>
        dictionary.GetValueOrDefault(key) is { } value
            ? value is bool given ? given : throw WrongType<bool>(key, value)
            : null;

    private static ArgumentException WrongType<T>(string key, object value) =>
        new($"'{key}' is {value} of type {value.GetType()}, but must be of type {typeof(T)}", key);
}
