using System.Net.Http.Headers;
using Cairn.Protocol.Grpc;

namespace Cairn.Client.Grpc;

/// <summary>The metadata of every call of a channel. Each part can be replaced while calls are made.</summary>
internal sealed class ChannelMetadata(CairnConnectionOptions options)
{
    private const string ClientName = "cairn-dotnet";

    private static readonly string ClientVersion =
        typeof(ChannelMetadata).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static readonly string UserAgent = $"{ClientName}/{ClientVersion}";

    private volatile IReadOnlyCollection<KeyValuePair<string, string>> texts = options.RpcMetadata ?? [];
    private volatile IReadOnlyCollection<KeyValuePair<string, byte[]>> binaries = options.RpcBinaryMetadata ?? [];
    private volatile string? apiKey = options.ApiKey;

    public IReadOnlyCollection<KeyValuePair<string, string>> Texts
    {
        get => texts;
        set => texts = value;
    }

    public IReadOnlyCollection<KeyValuePair<string, byte[]>> Binaries
    {
        get => binaries;
        set => binaries = value;
    }

    public string? ApiKey
    {
        get => apiKey;
        set => apiKey = value;
    }

    /// <summary>Adds the metadata to a call, except for names that the call sets itself.</summary>
    public void AddTo(HttpRequestHeaders headers, IReadOnlyDictionary<string, string>? own)
    {
        foreach (var (name, value) in own ?? Empty)
        {
            headers.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in texts)
        {
            AddUnlessThere(headers, name, value);
        }

        foreach (var (name, value) in binaries)
        {
            AddUnlessThere(headers, name, BinaryMetadata.ToText(value));
        }

        if (apiKey is { } key)
        {
            AddUnlessThere(headers, "authorization", $"Bearer {key}");
        }

        AddUnlessThere(headers, "client-name", ClientName);
        AddUnlessThere(headers, "client-version", ClientVersion);
        AddUnlessThere(headers, "user-agent", UserAgent);
    }

    private static Dictionary<string, string> Empty { get; } = [];

    private static void AddUnlessThere(HttpRequestHeaders headers, string name, string value)
    {
        if (!headers.Contains(name))
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
