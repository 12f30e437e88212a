using Cairn.Client;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>What a section <c>Cairn:Client</c> or <c>Cairn:Clients:KEY</c> sets.</summary>
internal static class ClientSettings
{
    /// <summary>The keys.</summary>
    public static readonly SettingTable<CairnClientConnectOptions> Table = new()
    {
        { "ApiKey", (options, value) => options.ApiKey = value.Text },
        { "HttpConnectProxy:TargetHost", (options, value) => options.HttpConnectProxy = new(value.Text) },
        { "Identity", (options, value) => options.Identity = value.Text },
        { "KeepAlive:Interval", (options, value) => (options.KeepAlive ??= new()).Interval = value.Time },
        { "KeepAlive:Timeout", (options, value) => (options.KeepAlive ??= new()).Timeout = value.Time },
        { "Namespace", (options, value) => options.Namespace = value.Text },
        { "RpcMetadata:*", AddMetadata },
        { "RpcRetry:InitialInterval", (options, value) => options.RpcRetry.InitialInterval = value.Time },
        { "RpcRetry:MaxElapsedTime", (options, value) => options.RpcRetry.MaxElapsedTime = value.Time },
        { "RpcRetry:MaxInterval", (options, value) => options.RpcRetry.MaxInterval = value.Time },
        { "RpcRetry:MaxRetries", (options, value) => options.RpcRetry.MaxRetries = value.Whole },
        { "TargetHost", (options, value) => options.TargetHost = value.Text },
        { "Tls:ClientCertPath", (options, value) => (options.Tls ??= new()).ClientCert = value.File() },
        { "Tls:ClientPrivateKeyPath", (options, value) => (options.Tls ??= new()).ClientPrivateKey = value.File() },
        { "Tls:Disabled", (options, value) => (options.Tls ??= new()).Disabled = value.Flag },
        { "Tls:Domain", (options, value) => (options.Tls ??= new()).Domain = value.Text },
        { "Tls:ServerRootCACertPath", (options, value) => (options.Tls ??= new()).ServerRootCACert = value.File() },
    };

    /// <summary>The path of the section of a client.</summary>
    /// <param name="name">The key of the client; empty for the one without.</param>
    public static string Section(string name) =>
        name.Length == 0 ? HostSections.Client : $"{HostSections.Clients}:{name}";

    private static void AddMetadata(CairnClientConnectOptions options, Setting value) =>
        options.RpcMetadata = [.. options.RpcMetadata ?? [], KeyValuePair.Create(value.LastKey, value.Text)];
}
